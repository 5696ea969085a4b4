import type { ControllerLoad, LoadKind } from "../config";

/** Resident KiB for one object in a cache: fixed, and for each KiB of JSON of a pod template in it. */
interface ObjectSize {
  readonly fixed: number;
  readonly perTemplateKiB: number;
}

/**
 * Fitted to `docs/sizing.json`, which a bench on controller 1.10.1 wrote; so an object's share of the heap that the Go runtime
 * lets grow between two collections is in it. Istio's objects and those that Rollouts refer to are kept as maps.
 */
const sizes: Readonly<Record<LoadKind, ObjectSize>> = {
  rollouts: { fixed: 46.9, perTemplateKiB: 5.1 },
  replicaSets: { fixed: 5.5, perTemplateKiB: 5.1 },
  analysisRuns: { fixed: 50.4, perTemplateKiB: 0 },
  services: { fixed: 4, perTemplateKiB: 0 },
  // Not measured: as large as a Service.
  ingresses: { fixed: 4, perTemplateKiB: 0 },
  istioObjects: { fixed: 39, perTemplateKiB: 0 },
  deployments: { fixed: 46.7, perTemplateKiB: 0 },
};

/** Resident set in MiB of a controller without any Rollout: two thirds of it is the program itself. */
const BASE = 72;
/** MiB of what work leaves behind, however many Rollouts there are; half of it with so many Rollouts. */
const BUSY = { most: 74, half: 360 };
/** The largest resident set in a mass update or a restart, to the steady one. */
const PEAK = 1.7;
/** Resident MiB of a plugin's process. */
const PLUGIN = 64;
/** Above the request: for what nobody counted, and for the slow growth of a controller that runs for months. */
const LIMIT = 1.5;
/** The Go runtime collects more and more often near this part of the limit, instead of being killed at it. */
const GO_MEMORY_LIMIT = 0.8;

/** Seconds in which all Rollouts can be updated at once. */
const MASS_UPDATE_SECONDS = 600;
/** Requests to the API server for one update of a Rollout: measured with one step, and some more for other steps. */
const CALLS_PER_UPDATE = 25;
/** Processor time of one request and all that is thought about it. */
const CPU_MILLISECONDS_PER_CALL = 2.6;
/** Seconds that a request takes at a busy API server: a worker waits for it. */
const CALL_SECONDS = 0.05;

/** Upstream's own settings (`cmd/rollouts-controller`): never less. */
export const upstreamDefaults = { qps: 40, burst: 80, threads: 10 } as const;

/** What a controller needs. Memory in MiB. */
export interface ControllerNeeds {
  /** Steady resident set, plugins included. */
  readonly steady: number;
  /** Covers mass updates and restarts. */
  readonly request: number;
  readonly limit: number;
  /** Of that, for plugins. */
  readonly plugins: number;
  /** `GOMEMLIMIT`. Plugins inherit it, each for itself. */
  readonly goMemoryLimit: number;
  /** Millicores. */
  readonly cpu: number;
  /** Requests to the API server per second. */
  readonly qps: number;
  readonly burst: number;
  /** Rollouts that are worked on at once. */
  readonly threads: number;
}

/**
 * Resident memory in MiB of a leader with nothing to do, without plugins: within 15 % of what was measured at every point of
 * the bench. A standby keeps no objects, but has to have room for them: it may lead at any time.
 */
export function steadyMemory(load: ControllerLoad): number {
  const { rollouts } = load;
  return BASE + (BUSY.most * rollouts) / (rollouts + BUSY.half) + ofObjects(load);
}

/** The formula of the guide to Argo Rollouts: 50 MB, and 2 MB for each Rollout. In MiB. */
export function guideMemory({ rollouts }: Pick<ControllerLoad, "rollouts">): number {
  return ((50 + 2 * rollouts) * 1e6) / 2 ** 20;
}

/** What a controller with this load and so many plugins needs. `model` says how its memory is found. */
export function controllerNeeds(
  load: ControllerLoad,
  { plugins, model }: { readonly plugins: number; readonly model: "measured" | "guide" },
): ControllerNeeds {
  const isGuide = model === "guide";
  const own = isGuide ? guideMemory(load) : steadyMemory(load);
  const ofPlugins = plugins * PLUGIN;
  const request = inSteps((isGuide ? own : own * PEAK) + ofPlugins);
  const limit = inSteps(request * LIMIT);
  const wanted = Math.ceil((load.rollouts * CALLS_PER_UPDATE) / MASS_UPDATE_SECONDS);
  const qps = Math.max(upstreamDefaults.qps, inSteps(wanted));
  return {
    ...{ steady: Math.round(own + ofPlugins), request, limit, plugins: ofPlugins },
    goMemoryLimit: goMemoryLimit(limit, ofPlugins),
    cpu: inSteps(qps * CPU_MILLISECONDS_PER_CALL),
    ...{ qps, burst: 2 * qps },
    threads: Math.max(upstreamDefaults.threads, Math.ceil(qps * CALL_SECONDS)),
  };
}

/** What a stack itself says of the controller's memory, in MiB. */
export interface SaidMemory {
  readonly request?: number | undefined;
  readonly limit?: number | undefined;
}

/** With what is said, and the rest such that the API server takes both and the Go runtime knows of it. */
export function withMemory(needs: ControllerNeeds, said: SaidMemory): ControllerNeeds {
  const limit = said.limit ?? Math.max(needs.limit, said.request ?? 0);
  const request = said.request ?? Math.min(needs.request, limit);
  return { ...needs, request, limit, goMemoryLimit: goMemoryLimit(limit, needs.plugins) };
}

function goMemoryLimit(limit: number, plugins: number): number {
  // A limit that has no room for the plugins is too small anyway; the runtime may not be told to keep to nothing.
  return Math.max(1, Math.floor(Math.max(limit - plugins, limit / 2) * GO_MEMORY_LIMIT));
}

function ofObjects(load: ControllerLoad): number {
  const templateKiB = load.templateBytes / 1024;
  const kinds = Object.entries(sizes) as [LoadKind, ObjectSize][];
  const kibibytes = kinds.map(
    ([kind, size]) => load[kind] * (size.fixed + size.perTemplateKiB * templateKiB),
  );
  return kibibytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Up to the next eighth of a power of two: one Rollout more does not start the controller anew. */
function inSteps(value: number): number {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, value))) - 3);
  return Math.ceil(value / step) * step;
}
