import { readFileSync } from "node:fs";
import path from "node:path";
import { type ControllerLoad, noLoad } from "../../../components/config";
import { projectRoot } from "../../local/plane/folder";

/** What `npm run bench:controller` wrote. Memory in MiB. */
export interface Measured {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly points: readonly MeasuredPoint[];
}

interface Work {
  readonly peak: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly calls: number;
}

export interface MeasuredPoint {
  readonly variant: string;
  readonly shape: {
    readonly history: number;
    readonly variables: number;
    readonly analysisRuns: number;
    readonly services: number;
    readonly istio: boolean;
    readonly workloadRef: boolean;
  };
  readonly counts: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<string, number>>;
  readonly steady: { readonly rss: number; readonly heap: number };
  readonly afterRestart: { readonly rss: number; readonly heap: number };
  readonly update: Work & { readonly rollouts: number };
  readonly restart: Work;
  readonly goMemoryLimit?: number;
}

export function readMeasured(): Measured {
  return JSON.parse(readFileSync(path.join(projectRoot, "docs", "sizing.json"), "utf8")) as Measured;
}

/** The point's counts as the model takes them. Istio's objects are VirtualServices there; without a reference no Deployment counts. */
export function loadOfPoint({ counts, bytes }: MeasuredPoint): ControllerLoad {
  return {
    ...noLoad,
    rollouts: counts["rollouts"] ?? 0,
    replicaSets: counts["replicaSets"] ?? 0,
    analysisRuns: counts["analysisRuns"] ?? 0,
    services: counts["services"] ?? 0,
    istioObjects: counts["virtualServices"] ?? 0,
    deployments: counts["deployments"] ?? 0,
    templateBytes: bytes["template"] ?? noLoad.templateBytes,
  };
}

export function peakOf({ update, restart, steady }: MeasuredPoint): number {
  return Math.max(update.peak, restart.peak, steady.rss);
}
