import * as pulumi from "@pulumi/pulumi";
import { awaitEndpoints, type ClusterChoice } from "../cluster";
import { currentOf, deliveryOf, type LiveWorkload, predecessorOf } from "../config";
import type { KubernetesObject, Subject } from "../manifests";
import { trafficOf } from "../routing";
import { strategyServices } from "./service";

/**
 * The Services, once they lead to pods. At a switch of kind a route moves to Services that were not there before, and a
 * proxy that is told of it before it knows of their endpoints has nowhere to send a request.
 */
export function whenServed(
  services: readonly KubernetesObject[],
  subject: Subject,
  cluster: ClusterChoice | undefined,
  owner: pulumi.Resource,
  wait = awaitEndpoints,
): pulumi.Input<pulumi.Resource[]> {
  const { name, service, namespace, live } = subject;
  // Not those that get no requests yet: a broken new version would be in the way of its own mending.
  const split = trafficOf(subject).backends.filter(({ weight }) => weight !== 0);
  const names = strategyServices(subject).filter((one) => split.some((backend) => backend.service === one));
  const before = predecessorOf(name, service.rollout, live) ?? blueGreenBefore(subject);
  const isSwitched = before !== undefined && before.replicas > 0 && names.length > 0;
  if (cluster === undefined || !isSwitched || pulumi.runtime.isDryRun()) return [...services];
  return pulumi.all([namespace, pulumi.all(services.map(({ urn }) => urn))]).apply(async ([where]) => {
    const reason = await wait({ ...cluster, namespace: where, services: names });
    if (reason === undefined) return [...services];
    throw new pulumi.ResourceError(
      `${reason} So no route was moved: the ${before.kind} ${name} still serves everything. Run up again when its pods are ready.`,
      owner,
      true,
    );
  });
}

/** Of a canary whose Rollout was blue-green: its Services are new as well. */
function blueGreenBefore({ name, service, live }: Subject): LiveWorkload | undefined {
  const current = currentOf(name, service.rollout, live);
  return deliveryOf(name, service).kind === "canary" && current?.activeService !== undefined
    ? current
    : undefined;
}
