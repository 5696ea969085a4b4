import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, reconnecting } from "../../components/cluster/connection";
import { type ClusterChoice, loadKubeConfig } from "../../components/cluster/kubeconfig";
import { list } from "../../components/cluster/list";
import { type RolloutView, viewOf } from "./rollout-view";

const INTERVAL_MS = 2_000;
/** The first look at a new spec may still show the verdict on the one before. */
const SETTLE_MS = 5_000;

/** Looks at all releases that are followed with one list call for all of them. */
export class Follower {
  private readonly views = new Map<string, RolloutView>();
  private readonly degradedSince = new Map<string, number>();
  private readonly followed = new Set<string>();
  private waiting: (() => void)[] = [];
  private isEnded = false;

  private constructor(
    private readonly connect: () => Promise<Connection>,
    private readonly namespace: string,
    private readonly onChange: (view: RolloutView) => void,
  ) {}

  static async start(
    cluster: ClusterChoice,
    namespace: string,
    onChange: (view: RolloutView) => void,
  ): Promise<Follower> {
    const follower = new Follower(reconnecting(await loadKubeConfig(cluster)), namespace, onChange);
    void follower.loop();
    return follower;
  }

  follow(names: readonly string[]): void {
    for (const name of names) this.followed.add(name);
  }

  /** Every release that is followed, as it was seen last. */
  all(): RolloutView[] {
    return [...this.followed].flatMap((name) => this.views.get(name) ?? []);
  }

  /** Releases that hold pods of two versions, or were not seen since they began. */
  underway(): string[] {
    return [...this.followed].filter((name) => !isOver(this.views.get(name)));
  }

  /** Whether none of those goes on without a person. */
  isStuck(): boolean {
    return this.underway().every((name) => this.views.get(name)?.needsPerson === true);
  }

  /** Waits for the next look. */
  async nextLook(): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Waits until each release is Healthy, Paused or Degraded, or the signal comes. */
  async settled(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.followed.size > 0) {
      await this.nextLook();
      if ([...this.followed].every((name) => isSettled(this.views.get(name)))) return;
    }
  }

  stop(): void {
    this.isEnded = true;
    this.tell();
  }

  private async loop(): Promise<void> {
    while (!this.isEnded) {
      // What cannot be read now is read the next time.
      if (this.followed.size > 0) await this.look().catch(() => undefined);
      this.tell();
      await sleep(INTERVAL_MS, undefined, { ref: true });
    }
    this.tell();
  }

  private tell(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private async look(): Promise<void> {
    const names = new Set(this.followed);
    const { get } = await this.connect();
    const rollouts = await list(get, {
      ...{ apiVersion: "argoproj.io/v1alpha1", plural: "rollouts", namespace: this.namespace },
    });
    for (const view of rollouts.map(viewOf).filter(({ name }) => names.has(name))) this.saw(view);
  }

  private saw(view: RolloutView): void {
    const { name, state } = view;
    if (state !== "Degraded") this.degradedSince.delete(name);
    const since = this.degradedSince.get(name) ?? Date.now();
    if (state === "Degraded") this.degradedSince.set(name, since);
    if (state === "Degraded" && Date.now() - since < SETTLE_MS) return;
    const former = this.views.get(name);
    this.views.set(name, view);
    if (JSON.stringify(former) !== JSON.stringify(view)) this.onChange(view);
  }
}

function isSettled(view: RolloutView | undefined): boolean {
  return view !== undefined && view.state !== "Progressing";
}

function isOver(view: RolloutView | undefined): boolean {
  return view?.state === "Healthy" || view?.state === "Degraded";
}
