import { runController, type ControllerHost } from "./controller";
import type { ControllerPod } from "./pod";

interface Running {
  readonly pod: ControllerPod;
  /** Ends the process; resolves when it has ended. */
  stop(): Promise<void>;
}

/** The controllers that run now, and what brings them to be those that are wanted. */
export class Controllers {
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly host: ControllerHost,
    /** A controller ended by itself. */
    private readonly onCrash: (error: unknown) => void,
  ) {}

  get names(): string[] {
    return [...this.running.keys()];
  }

  /** Stops what is not wanted or has changed, then starts what is missing. */
  async reconcile(wanted: readonly ControllerPod[]): Promise<void> {
    const templates = new Map(wanted.map((pod) => [pod.name, pod.template]));
    const outdated = [...this.running.values()].filter(({ pod }) => templates.get(pod.name) !== pod.template);
    await Promise.all(outdated.map((running) => this.end(running)));
    for (const pod of wanted) {
      if (!this.running.has(pod.name)) this.running.set(pod.name, this.begin(pod));
    }
  }

  private begin(pod: ControllerPod): Running {
    const abort = new AbortController();
    const done = runController(this.host, pod, abort.signal).catch(this.onCrash);
    return {
      pod,
      stop: () => {
        abort.abort();
        return done;
      },
    };
  }

  private async end({ pod, stop }: Running): Promise<void> {
    await stop();
    this.running.delete(pod.name);
  }
}
