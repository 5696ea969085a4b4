import * as pulumi from "@pulumi/pulumi";
import type { ClusterChoice } from "../cluster";
import { ConfigError, type Finding, freezeOf, parse, serviceName, type ServiceInput } from "../config";
import { KubernetesObject, logWarnings, type Manifest, type Subject, warningsOf } from "../manifests";
import { missingKindFindings } from "../routing";
import { checkService, type Surroundings } from "../rules";
import { holdOf } from "./freeze";
import { midCanaryFindings, unfinished } from "./mid-canary";
import { planWorkload, type WorkloadPlan } from "./plan";
import { whenServed } from "./served";
import { type ServiceOutputs, serviceOutputs } from "./service-outputs";
import { type Transform, transformed } from "./transform";
import { whenRunning } from "./wait";

/** One service of an environment. The values have the keys of a values file. */
export interface ServiceWorkloadArgs extends ServiceInput {
  /** Name of the Service and the workload in the cluster. Default: the name of the component. */
  readonly serviceName?: string;
  readonly namespace: pulumi.Input<string>;
  /**
   * What is known of the cluster around the service. Default: nothing, so nothing is held against it. Without `live.config`,
   * which `readCluster` gives, config of earlier versions stays in the cluster for good, and to go back to an earlier text the
   * provider needs `upsertExistingObjects`. Without `live.routes`, which it gives for what `routeQueries` asks for, edits of a
   * canary's routes wait.
   */
  readonly around?: Surroundings;
  /**
   * The cluster that the component's provider writes to. With it `up` waits for the workload as `wait` says, reports why it
   * does not get ready, and deletes nothing before. Default: Pulumi's provider waits for a creation.
   */
  readonly cluster?: ClusterChoice;
  /**
   * Changes any object before it is registered: gets each one of the service and gives it back, changed or not. For what no
   * key can say; it must be pure. Throws a `ConfigError` where it changes what an object is found by.
   */
  readonly transform?: Transform;
  /**
   * Mark of all that decides what runs. It is kept with the component from the beginning of an update on, so that whoever
   * knows the wanted one sees whether an update has begun. Default: none.
   */
  readonly inputs?: string | undefined;
}

/**
 * Runs one service as a Deployment or, with `rollout.enabled`, as an Argo Rollout (canary or blue-green), with its
 * Services, routes, AnalysisTemplates, ServiceAccount and a HorizontalPodAutoscaler that follows the kind.
 *
 * Throws a `ConfigError` that names every mistake with its path before anything is registered; what is only risky is
 * logged as a warning.
 */
export class ServiceWorkload extends pulumi.ComponentResource {
  /** `Deployment` or `Rollout`. */
  readonly kind: pulumi.Output<string>;
  /** Name of the Service that clients in the cluster call. */
  readonly serviceName: pulumi.Output<string>;
  /** For people and pipelines: what runs, where it is reached, and the commands for its release. */
  readonly summary: ServiceOutputs;
  /** The mark of its arguments, once every object is as they say. */
  readonly inputs: pulumi.Output<string | undefined>;

  constructor(name: string, args: ServiceWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    const { subject, plan, warnings } = planOf(name, args);
    super(
      "progressive-delivery:index:ServiceWorkload",
      name,
      args.inputs === undefined ? {} : { inputs: args.inputs },
      opts,
    );
    logWarnings(warnings);
    const release = unfinished(subject);
    if (release !== undefined) void pulumi.log.info(`${name}: An update is at ${release}.`);
    for (const sentence of plan.notices) void pulumi.log.info(`${name}: ${sentence}`);

    const objects: KubernetesObject[] = [];
    const register = (manifest: Manifest, dependsOn: pulumi.Input<pulumi.Resource[]>): KubernetesObject => {
      const object = new KubernetesObject(resourceName(name, manifest, plan), manifest, {
        parent: this,
        dependsOn,
        ignoreChanges: [...(plan.ownedByOthers.get(manifest) ?? [])],
        ...registration(manifest, plan),
      });
      objects.push(object);
      return object;
    };

    const prerequisites = plan.prerequisites.map((object) => register(object, []));
    const services = plan.services.map((object) => register(object, []));
    const served = plan.routes.length === 0 ? [] : whenServed(services, subject, args.cluster, this);
    const routes = plan.routes.map((object) => register(object, served));
    const before = [...prerequisites, ...services, ...routes];
    const gates = plan.gates.map((object) => register(object, before));
    const workload = register(plan.workload, [...before, ...gates]);
    const running = whenRunning(workload, subject, args.cluster, this);
    for (const follower of plan.followers) register(follower, running);

    this.kind = workload.kind;
    this.serviceName = workload.metadata.name;
    this.summary = serviceOutputs(subject);
    // The program may end before an object fails: what it said by then is kept. What a freeze holds is not there yet.
    const inputs = holdOf(subject) === undefined ? args.inputs : undefined;
    this.inputs = pulumi.all(objects.map(({ urn }) => urn)).apply(() => inputs);
    this.registerOutputs({ serviceName: this.serviceName, ...this.summary });
  }
}

function planOf(
  name: string,
  {
    serviceName: inCluster = name,
    namespace,
    around,
    cluster,
    transform,
    inputs,
    ...values
  }: ServiceWorkloadArgs,
): Planned {
  const named = parse(serviceName, inCluster, [name, "serviceName"]);
  const { service, findings } = checkService(inCluster, values, [name], around);
  if (service === undefined) throw new ConfigError([...named.findings, ...findings]);
  const live = around?.live;
  const { restartRelease, clusterTemplates, instances } = around ?? {};
  const freeze = freezeOf(inCluster, around?.freeze);
  const subject = {
    ...{ name: inCluster, namespace, service },
    ...(clusterTemplates && { clusterTemplates }),
    ...(instances && { instances }),
    ...(live && { live }),
    ...(restartRelease !== undefined && { restartRelease }),
    ...(freeze && { freeze }),
  };
  const planned = planWorkload(subject, cluster !== undefined);
  const plan = transform === undefined ? planned : transformed(planned, transform, name, subject);
  const found = [
    ...missingKindFindings(subject, [name]),
    ...midCanaryFindings(subject, [name], plan.workload),
  ];
  return { subject, plan, warnings: warningsOf([...named.findings, ...findings, ...found]) };
}

interface Planned {
  readonly subject: Subject;
  readonly plan: WorkloadPlan;
  readonly warnings: readonly Finding[];
}

function registration(manifest: Manifest, plan: WorkloadPlan): pulumi.CustomResourceOptions {
  const id = plan.idsInCluster.get(manifest);
  return {
    ...(plan.kept.has(manifest) && { retainOnDelete: true }),
    // Nothing happens where the state has it under this id.
    ...(id !== undefined && { import: id }),
  };
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
