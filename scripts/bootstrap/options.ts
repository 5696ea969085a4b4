import type { UnitResult, StopOn } from "./schedule";
import type { RolloutView } from "./rollout-view";

export type Mode = "up" | "preview" | "destroy" | "drift";

export interface BootstrapOptions {
  /** Name of an environment, of its stack, or of a platform's stack. */
  readonly environment: string;
  /** Default `up`. */
  readonly mode?: Mode;
  /** Services or stacks: these and no others. */
  readonly only?: readonly string[];
  /** Services or stacks: all but these. */
  readonly except?: readonly string[];
  /** A git revision: only what differs from it. */
  readonly changedSince?: string | undefined;
  /** Stacks at a time. Default: the CPUs of the machine. */
  readonly parallel?: number | undefined;
  /** When a stack fails: begin no more (`first-failure`), finish the wave (`wave`, the default), or go on with what does not depend on it (`never`). */
  readonly stopOn?: StopOn;
  /** Most releases that may be under way at a time. Default: no limit. */
  readonly maxCanaries?: number | undefined;
  /** Leave out stacks of services whose last update ended with the same inputs. */
  readonly resume?: boolean;
  /** Look at the cluster before each update. */
  readonly refresh?: boolean;
  /** Watch the releases that began until they are Healthy, Paused or Degraded. Default true. */
  readonly follow?: boolean;
  /** Folder with `Pulumi.yaml` and the stack files. Default: this project's. */
  readonly project?: string | undefined;
  /** Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onEvent?: (event: FleetEvent) => void;
  /** Begin no more, and let what runs end. */
  readonly stop?: AbortSignal;
  /** End what runs, too. */
  readonly cancel?: AbortSignal;
}

/** What happens while the pipeline runs. */
export type FleetEvent =
  | {
      readonly kind: "plan";
      readonly mode: Mode;
      readonly waves: readonly (readonly string[])[];
      readonly parallel: number;
    }
  | { readonly kind: "wave"; readonly index: number; readonly stacks: readonly string[] }
  | { readonly kind: "start"; readonly stack: string; readonly pid: number }
  | { readonly kind: "end"; readonly result: UnitResult }
  | { readonly kind: "release"; readonly view: RolloutView }
  | { readonly kind: "warning"; readonly text: string };

export interface FleetReport {
  readonly environment: string;
  readonly mode: Mode;
  readonly results: readonly UnitResult[];
  /** Releases that were followed, as they were seen last. */
  readonly releases: readonly RolloutView[];
  readonly warnings: readonly string[];
  readonly seconds: number;
  /** 0: done. 1: something failed. 2: drift. 3: something remains. */
  readonly code: number;
}
