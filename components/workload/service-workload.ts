import * as pulumi from "@pulumi/pulumi";
import { ConfigError, parse, serviceName, type ServiceInput } from "../config";
import { KubernetesObject, type Manifest } from "../manifests";
import { checkService } from "../rules";
import { planWorkload, type WorkloadPlan } from "./plan";

/** One service of an environment. The values have the keys of a values file. */
export interface ServiceWorkloadArgs extends ServiceInput {
  /** Name of the Service and the workload in the cluster. Default: the name of the component. */
  readonly serviceName?: string;
  readonly namespace: pulumi.Input<string>;
}

/**
 * Runs one service as a Deployment or, with `rollout.enabled`, as an Argo Rollout (canary or blue-green), with its
 * Services, ServiceAccount and a HorizontalPodAutoscaler that follows the kind.
 *
 * Throws a `ConfigError` that names every mistake with its path before anything is registered.
 */
export class ServiceWorkload extends pulumi.ComponentResource {
  /** `Deployment` or `Rollout`. */
  readonly kind: pulumi.Output<string>;
  /** Name of the Service that clients in the cluster call. */
  readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: ServiceWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planOf(name, args);
    super("progressive-delivery:index:ServiceWorkload", name, {}, opts);

    const register = (manifest: Manifest, options: pulumi.CustomResourceOptions): KubernetesObject =>
      new KubernetesObject(resourceName(name, manifest, plan), manifest, { parent: this, ...options });

    const prerequisites = plan.prerequisites.map((object) => register(object, {}));
    // The Rollouts controller adds the pod hash to the selectors of the Services that it switches.
    const services = plan.services.map((object) => register(object, { ignoreChanges: ["spec.selector"] }));
    const workload = register(plan.workload, {
      dependsOn: [...prerequisites, ...services],
      // From here on the autoscaler owns the number of pods.
      ...(plan.autoscaler && { ignoreChanges: ["spec.replicas"] }),
    });
    if (plan.autoscaler) register(plan.autoscaler, { dependsOn: workload });

    this.kind = workload.kind;
    this.serviceName = workload.metadata.name;
    this.registerOutputs({ kind: this.kind, serviceName: this.serviceName });
  }
}

function planOf(
  name: string,
  { serviceName: inCluster = name, namespace, ...values }: ServiceWorkloadArgs,
): WorkloadPlan {
  const named = parse(serviceName, inCluster, [name, "serviceName"]);
  const { service, findings } = checkService(inCluster, values, [name]);
  const errors = [...named.findings, ...findings].filter(({ severity }) => severity === "error");
  if (service === undefined || errors.length > 0) throw new ConfigError(errors);
  return planWorkload({ name: inCluster, namespace, service });
}

/** `pay`, `pay-preview`: the kind is part of the URN, so objects of different kinds may share a name. */
function resourceName(name: string, { metadata }: Manifest, { workload }: WorkloadPlan): string {
  const inCluster = workload.metadata.name;
  return metadata.name.startsWith(`${inCluster}-`) ? `${name}${metadata.name.slice(inCluster.length)}` : name;
}
