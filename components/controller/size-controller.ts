import {
  type ControllerConfig,
  type ControllerLoad,
  historyDefaults,
  largerCounts,
  loadKinds,
  noLoad,
  type PluginConfig,
  TYPICAL_TEMPLATE_BYTES,
} from "../config";
import { parseQuantity } from "../delivery-plan";
import { type ControllerNeeds, controllerNeeds, withMemory } from "./sizing";

/** What was counted before the controller is installed. */
export interface ControllerCounts {
  /** From the services of the stack, and of stacks that told theirs. */
  readonly stack?: ControllerLoad;
  /** In the cluster; a kind that may not be listed is left out. */
  readonly live?: Partial<ControllerLoad>;
}

/** What one controller is sized for, and what it gets. */
export interface ControllerSizing {
  readonly config: ControllerConfig;
  readonly counts: ControllerCounts;
  /** Of all controllers together, without headroom. */
  readonly load: ControllerLoad;
  /** Of each controller. Undefined where nothing is to be sized. */
  readonly needs: ControllerNeeds | undefined;
}

export function sizeController(config: ControllerConfig, counts: ControllerCounts = {}): ControllerSizing {
  const load = loadOf(config, counts);
  const { model, headroom } = config.sizing;
  if (model === "none") return { config, counts, load, needs: undefined };
  const plugins = Object.values(config.plugins).flat().filter(isLoaded).length;
  const needs = controllerNeeds(share(grown(load, 1 + headroom), config.shards), { plugins, model });
  return { config, counts, load, needs: withMemory(needs, saidMemory(config)) };
}

function saidMemory({ resources }: ControllerConfig) {
  return {
    request: mebibytes(resources?.requests?.["memory"]),
    limit: mebibytes(resources?.limits?.["memory"]),
  };
}

function mebibytes(quantity: string | number | undefined): number | undefined {
  const bytes = quantity === undefined ? undefined : parseQuantity(quantity);
  return bytes === undefined ? undefined : Math.floor(bytes / 2 ** 20);
}

/** A number of the user's own wins over what was counted. */
function loadOf({ rollouts, sizing }: ControllerConfig, { stack = noLoad, live = {} }: ControllerCounts) {
  const counted = largerCounts(stack, { ...live, replicaSets: ofRollouts(live, sizing.revisionsKept) });
  const templateBytes = sizing.templateBytes ?? counted.templateBytes;
  if (rollouts === undefined) return { ...counted, templateBytes };
  return { ...scaledTo(rollouts, stack, sizing.revisionsKept), templateBytes };
}

/** Live ReplicaSets are those of Deployments too: no more of them than Rollouts keep. */
function ofRollouts(
  { rollouts = 0, replicaSets = Infinity }: Partial<ControllerLoad>,
  kept: number = historyDefaults.revisions,
) {
  return Math.min(replicaSets, rollouts * (kept + 1));
}

/** What upstream's defaults keep for a Rollout with analysis that has come of age. */
const typical: ControllerLoad = {
  ...{
    rollouts: 1,
    replicaSets: historyDefaults.revisions + 1,
    analysisRuns: historyDefaults.successfulRuns + historyDefaults.unsuccessfulRuns,
    services: 2,
    ingresses: 0,
    istioObjects: 0,
  },
  ...{ deployments: 0, templateBytes: TYPICAL_TEMPLATE_BYTES },
};

/** As many Rollouts, with as much around each as the stack's own have. */
function scaledTo(
  rollouts: number,
  stack: ControllerLoad,
  revisionsKept: number | undefined,
): ControllerLoad {
  const pattern = stack.rollouts === 0 ? typical : stack;
  const scaled = grown(pattern, rollouts / pattern.rollouts);
  if (revisionsKept === undefined) return scaled;
  return { ...scaled, replicaSets: rollouts * (revisionsKept + 1) };
}

function grown(load: ControllerLoad, factor: number): ControllerLoad {
  const counts = loadKinds.map((kind) => [kind, Math.ceil(load[kind] * factor)]);
  return { ...load, ...Object.fromEntries(counts) };
}

/**
 * Each of several controllers has its own Rollouts and their AnalysisRuns, and sees everything else. All are sized alike, for the
 * one that has most: names that a hash distributes are not distributed evenly.
 */
export function share(load: ControllerLoad, shards: number): ControllerLoad {
  const { rollouts, analysisRuns } = load;
  if (shards === 1 || rollouts === 0) return load;
  const mean = rollouts / shards;
  const most = Math.min(rollouts, Math.ceil(mean + DEVIATIONS * Math.sqrt(mean)));
  return { ...load, rollouts: most, analysisRuns: Math.ceil((analysisRuns * most) / rollouts) };
}

/** The number in one part of a random distribution is that far above the mean in a case of 40. */
const DEVIATIONS = 2;

function isLoaded({ disabled }: PluginConfig): boolean {
  return disabled !== true;
}
