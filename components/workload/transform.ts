import { isDeepStrictEqual } from "node:util";
import { ConfigError, type Finding } from "../config";
import type { Manifest, Subject } from "../manifests";
import { withLive } from "../routing";
import { manifestsOf, type WorkloadPlan } from "./plan";
import { withReleaseChecksum } from "./release-checksum";

/** Gives an object as it shall be registered. */
export type Transform = (manifest: Manifest) => Manifest;

/** The plan with every object changed. Throws when one would be another object, or would find other pods. */
export function transformed(
  plan: WorkloadPlan,
  transform: Transform,
  component: string,
  subject: Subject,
): WorkloadPlan {
  const changed = new Map(manifestsOf(plan).map((manifest) => [manifest, transform(manifest)] as const));
  const findings = [...changed].flatMap(([before, after]) => mistakes(before, after, component));
  if (findings.length > 0) throw new ConfigError(findings);
  // What it changes of the pods starts a release as well.
  changed.set(plan.workload, withReleaseChecksum(changed.get(plan.workload) ?? plan.workload));
  const owned = new Map(plan.ownedByOthers);
  for (const [before, after] of changed) {
    if (!plan.routeManifests.has(before) || isDeepStrictEqual(before, after)) continue;
    // What it changes is to be shipped as well, with the live weights.
    const { manifest, ownedByController } = withLive(subject, after);
    changed.set(before, manifest);
    owned.set(before, ownedByController);
  }
  const now = (manifest: Manifest) => changed.get(manifest) ?? manifest;
  return {
    ...plan,
    prerequisites: plan.prerequisites.map(now),
    services: plan.services.map(now),
    routes: plan.routes.map(now),
    gates: plan.gates.map(now),
    workload: now(plan.workload),
    followers: plan.followers.map(now),
    ownedByOthers: new Map([...owned].map(([manifest, paths]) => [now(manifest), paths])),
    kept: new Set([...plan.kept].map(now)),
    idsInCluster: new Map([...plan.idsInCluster].map(([manifest, id]) => [now(manifest), id])),
  };
}

/** What others find an object by, and what it finds pods by. */
const fixed: Readonly<Record<string, (manifest: Manifest) => unknown>> = {
  apiVersion: ({ apiVersion }) => apiVersion,
  kind: ({ kind }) => kind,
  "metadata.name": ({ metadata }) => metadata.name,
  "spec.selector": ({ spec }) => fieldOf(spec, "selector"),
  "spec.podSelector": ({ spec }) => fieldOf(spec, "podSelector"),
};

function mistakes(before: Manifest, after: Manifest, component: string): Finding[] {
  return Object.entries(fixed)
    .filter(([, valueOf]) => !isDeepStrictEqual(valueOf(before), valueOf(after)))
    .map(([field]) => ({
      rule: "transform",
      severity: "error",
      path: [component, "transform"],
      reason: `It changes ${field} of the ${before.kind} ${before.metadata.name}.`,
      hint: "Leave it: other objects, and the state, find it by that.",
    }));
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
