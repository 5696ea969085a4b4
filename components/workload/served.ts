import * as pulumi from "@pulumi/pulumi";
import { awaitEndpoints, type ClusterChoice } from "../cluster";
import { predecessorOf } from "../config";
import type { KubernetesObject, Subject } from "../manifests";
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
  const names = strategyServices(subject);
  const predecessor = predecessorOf(name, service.rollout, live);
  const isSwitched = predecessor !== undefined && predecessor.replicas > 0 && names.length > 0;
  if (cluster === undefined || !isSwitched || pulumi.runtime.isDryRun()) return [...services];
  return pulumi.all([namespace, pulumi.all(services.map(({ urn }) => urn))]).apply(async ([where]) => {
    const reason = await wait({ ...cluster, namespace: where, services: names });
    if (reason === undefined) return [...services];
    throw new pulumi.ResourceError(
      `${reason} So no route was moved: the ${predecessor.kind} ${name} still serves everything. Run up again when its pods are ready.`,
      owner,
      true,
    );
  });
}
