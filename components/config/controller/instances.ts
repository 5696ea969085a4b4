import { createHash } from "node:crypto";
import { z } from "zod";
import type { ControllerConfig } from "./controller";

/** Label of what belongs to a controller with an id; one without an id takes what has no such label. Upstream: `LabelKeyControllerInstanceID`. */
export const INSTANCE_LABEL = "argo-rollouts.argoproj.io/controller-instance-id";

/** Of what a controller looks for. */
export function instanceLabels(instance: string | undefined): Record<string, string> {
  return instance === undefined ? {} : { [INSTANCE_LABEL]: instance };
}

/** Part of the names of a Lease, and with several controllers of their Deployments and ClusterAnalysisTemplates. */
export const instanceId = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, {
    error: "expected lower-case letters, digits and hyphens, a letter or digit at both ends",
  });

/** Ids of the controllers, in a fixed order. Empty: one controller, which has none. */
export type InstanceIds = readonly string[];

/** The ids are the same whatever the number, so that one more changes nothing for the others. */
export function instanceIdsOf({
  instanceId: own,
  shards,
}: Pick<ControllerConfig, "instanceId" | "shards">): InstanceIds {
  if (shards === 1) return own === undefined ? [] : [own];
  const prefix = own === undefined ? "" : `${own}-`;
  return Array.from({ length: shards }, (_, index) => `${prefix}shard-${index}`);
}

/**
 * The controller of a service. Unless a place in `ids` is pinned, it is the one with the highest of the numbers that a hash gives to each together with the service
 * (rendezvous hashing). So a further controller takes its share from all, and nothing moves between the others.
 */
export function instanceOf(service: string, ids: InstanceIds, pinned?: number): string | undefined {
  if (pinned !== undefined) return ids[pinned];
  const ranked = ids.map((id) => ({ id, rank: rankOf(service, id) }));
  return ranked.sort((a, b) => compare(b.rank, a.rank)).at(0)?.id;
}

/** A ClusterAnalysisTemplate can have one label, so of several controllers each has a copy under a name of its own. */
export function clusterTemplateName(
  template: string,
  instance: string | undefined,
  ids: InstanceIds = [],
): string {
  return instance === undefined || ids.length <= 1 ? template : `${template}-${instance}`;
}

/** Hex digits of one length compare like the number. */
function rankOf(service: string, id: string): string {
  return createHash("sha256").update(`${id}/${service}`).digest("hex");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
