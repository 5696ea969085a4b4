import { setTimeout as sleep } from "node:timers/promises";
import type { CustomObjectsApi } from "@kubernetes/client-node";
import { z } from "zod";

const step = z.object({ setWeight: z.number().optional() });

/** What one needs of a Rollout to say how far its canary is. */
const rollout = z.object({
  metadata: z.object({ generation: z.number() }),
  spec: z.object({
    replicas: z.number(),
    strategy: z.object({ canary: z.object({ steps: z.array(step).default([]) }).optional() }),
  }),
  status: z
    .object({
      phase: z.string().default("Progressing"),
      message: z.string().optional(),
      currentStepIndex: z.number().optional(),
      updatedReplicas: z.number().default(0),
      /** A string, unlike every other kind's. */
      observedGeneration: z.string().default("0"),
    })
    .prefault({}),
});
export type Rollout = z.output<typeof rollout>;

const BAR = 20;

/** One line: weight as a bar, step, pods, phase. */
export function describeCanary({ spec, status }: Rollout): string {
  const steps = spec.strategy.canary?.steps ?? [];
  const at = Math.min(status.currentStepIndex ?? steps.length, steps.length);
  const weight =
    at === steps.length
      ? 100
      : (steps.slice(0, at + 1).findLast((s) => s.setWeight !== undefined)?.setWeight ?? 0);
  const filled = Math.round((Math.min(weight, 100) / 100) * BAR);
  const bar = "#".repeat(filled) + ".".repeat(BAR - filled);
  const pods = `${status.updatedReplicas} of ${spec.replicas} pods new`;
  return `[${bar}] ${String(weight).padStart(3)} %  step ${at} of ${steps.length}  ${pods}  ${status.phase}`;
}

/** Whether the controller has seen the newest spec and brought it to its end. */
export function isDone({ metadata, status }: Rollout): boolean {
  return status.observedGeneration === String(metadata.generation) && status.phase === "Healthy";
}

export interface Target {
  readonly name: string;
  readonly namespace: string;
}

export async function readRollout(api: CustomObjectsApi, { name, namespace }: Target): Promise<Rollout> {
  const target = { group: "argoproj.io", version: "v1alpha1", plural: "rollouts", namespace, name };
  return rollout.parse(await api.getNamespacedCustomObject(target));
}

/**
 * Follows a Rollout to its end once it has begun, one call of `onChange` for each new line. Fails with the controller's words
 * when it is Degraded.
 */
export async function followCanary(
  api: CustomObjectsApi,
  target: Target,
  hasBegun: (live: Rollout) => boolean,
  onChange: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let last = ""; ; await sleep(300, undefined, { signal })) {
    const live = await readRollout(api, target);
    if (!hasBegun(live)) continue;
    const line = describeCanary(live);
    if (line !== last) onChange(line);
    last = line;
    if (isDone(live)) return;
    if (
      live.status.phase === "Degraded" &&
      live.status.observedGeneration === String(live.metadata.generation)
    ) {
      throw new Error(
        `The canary of ${target.name} is degraded: ${live.status.message ?? "the controller gives no reason"}.`,
      );
    }
  }
}
