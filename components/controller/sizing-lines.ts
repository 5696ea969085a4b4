import { type ControllerLoad, type LoadKind, loadKinds } from "../config";
import type { ControllerSizing } from "./size-controller";

const words: Readonly<Record<LoadKind, readonly [one: string, more: string]>> = {
  rollouts: ["Rollout", "Rollouts"],
  replicaSets: ["ReplicaSet", "ReplicaSets"],
  analysisRuns: ["AnalysisRun", "AnalysisRuns"],
  services: ["Service", "Services"],
  ingresses: ["Ingress", "Ingresses"],
  istioObjects: ["Istio object", "Istio objects"],
  deployments: ["Deployment", "Deployments"],
};

/** What an `up` says: what was counted, what the model makes of it, and what the controller gets. */
export function sizingLine({ config, load, needs }: ControllerSizing): string {
  const { rollouts, shards, sizing } = config;
  const source =
    rollouts === undefined ? "counted" : `for ${amount(rollouts, "rollouts")} as controller.rollouts says`;
  if (needs === undefined)
    return `Controller not sized (controller.sizing.model: none); ${source}: ${amounts(load)}.`;
  const { steady, request, limit, cpu, qps } = needs;
  const percent = String(Math.round(sizing.headroom * 100));
  return [
    `Controller sized${shards > 1 ? ` (each of ${String(shards)})` : ""}; ${source}: ${amounts(load)},`,
    `and ${percent} % headroom. ${sizing.model === "guide" ? "The guide's formula" : "The model"} says ${String(steady)} MiB:`,
    `memory request ${String(request)} MiB, limit ${String(limit)} MiB, CPU request ${String(cpu)}m, ${String(qps)} requests/s.`,
  ].join(" ");
}

/** Where there is more in the cluster than the user's number, headroom included. */
export function sizingWarning({ config, counts, load }: ControllerSizing): string | undefined {
  const live = counts.live?.rollouts ?? 0;
  if (config.rollouts === undefined || config.sizing.model === "none") return undefined;
  const sized = Math.floor(load.rollouts * (1 + config.sizing.headroom));
  if (live <= sized) return undefined;
  return `controller.rollouts: there are ${amount(live, "rollouts")} in the cluster, and the controller is sized for ${String(sized)}, headroom included. Raise it, or leave it out: then they are counted.`;
}

function amounts(load: ControllerLoad): string {
  const parts = loadKinds
    .filter((kind) => load[kind] > 0 || kind === "rollouts")
    .map((kind) => amount(load[kind], kind));
  return parts.join(", ");
}

function amount(count: number, kind: LoadKind): string {
  return `${String(count)} ${words[kind][count === 1 ? 0 : 1]}`;
}
