import * as pulumi from "@pulumi/pulumi";
import { ConfigError, type Finding, parse, serviceName, type ServiceInput } from "../config";
import { KubernetesObject, logWarnings, type Manifest, warningsOf } from "../manifests";
import { checkService, clusterTemplateNames, type Surroundings } from "../rules";
import { planWorkload, type WorkloadPlan } from "./plan";
import { type Transform, transformed } from "./transform";

/** One service of an environment. The values have the keys of a values file. */
export interface ServiceWorkloadArgs extends ServiceInput {
  /** Name of the Service and the workload in the cluster. Default: the name of the component. */
  readonly serviceName?: string;
  readonly namespace: pulumi.Input<string>;
  /** What is known of the cluster around the service. Default: nothing, so nothing is held against it. */
  readonly around?: Surroundings;
  /**
   * Changes any object before it is registered: gets each one of the service and gives it back, changed or not. For what no
   * key can say; it must be pure. Throws a `ConfigError` where it changes what an object is found by.
   */
  readonly transform?: Transform;
}

/**
 * Runs one service as a Deployment or, with `rollout.enabled`, as an Argo Rollout (canary or blue-green), with its
 * Services, routes, AnalysisTemplates, ServiceAccount and a HorizontalPodAutoscaler that follows the kind.
 *
 * Throws a `ConfigError` that names every mistake with its path before anything is registered; what is only risky is
 * logged as a warning of the component.
 */
export class ServiceWorkload extends pulumi.ComponentResource {
  /** `Deployment` or `Rollout`. */
  readonly kind: pulumi.Output<string>;
  /** Name of the Service that clients in the cluster call. */
  readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: ServiceWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    const { plan, warnings } = planOf(name, args);
    super("progressive-delivery:index:ServiceWorkload", name, {}, opts);
    logWarnings(warnings, this);

    const register = (manifest: Manifest, dependsOn: pulumi.Resource[]): KubernetesObject =>
      new KubernetesObject(resourceName(name, manifest, plan), manifest, {
        parent: this,
        dependsOn,
        ignoreChanges: [...(plan.ownedByOthers.get(manifest) ?? [])],
        retainOnDelete: plan.kept.has(manifest),
      });

    const prerequisites = plan.prerequisites.map((object) => register(object, []));
    const services = plan.services.map((object) => register(object, []));
    const routes = plan.routes.map((object) => register(object, services));
    const before = [...prerequisites, ...services, ...routes];
    const gates = plan.gates.map((object) => register(object, before));
    const workload = register(plan.workload, [...before, ...gates]);
    for (const follower of plan.followers) register(follower, [workload]);

    this.kind = workload.kind;
    this.serviceName = workload.metadata.name;
    this.registerOutputs({ kind: this.kind, serviceName: this.serviceName });
  }
}

function planOf(
  name: string,
  { serviceName: inCluster = name, namespace, around, transform, ...values }: ServiceWorkloadArgs,
): { plan: WorkloadPlan; warnings: readonly Finding[] } {
  const named = parse(serviceName, inCluster, [name, "serviceName"]);
  const { service, findings } = checkService(inCluster, values, [name], around);
  const warnings = warningsOf([...named.findings, ...findings]);
  if (service === undefined) throw new ConfigError(findings);
  const clusterTemplates = clusterTemplateNames(around ?? {});
  const plan = planWorkload({ name: inCluster, namespace, service, clusterTemplates });
  return { plan: transform === undefined ? plan : transformed(plan, transform, name), warnings };
}

/**
 * `pay`, `pay-preview`: the kind is part of the URN, so objects of different kinds may share a name. A name that is not
 * made from the service's is put after the component's.
 */
function resourceName(name: string, { metadata }: Manifest, { workload }: WorkloadPlan): string {
  const inCluster = workload.metadata.name;
  if (metadata.name === inCluster) return name;
  const isDerived = metadata.name.startsWith(`${inCluster}-`);
  return `${name}-${isDerived ? metadata.name.slice(inCluster.length + 1) : metadata.name}`;
}
