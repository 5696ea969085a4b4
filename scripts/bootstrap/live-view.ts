import type { WriteStream } from "node:tty";
import type { FleetEvent, Mode } from "./options";
import { type RolloutView, sentenceOf } from "./rollout-view";
import { clock, lineOf } from "./words";

/** What a reader in front of a terminal sees, as it stands. */
export interface Progress {
  readonly mode: Mode;
  readonly began: number;
  readonly waves: readonly (readonly string[])[];
  readonly wave: number;
  readonly parallel: number;
  /** Stack -> when it began. */
  readonly running: ReadonlyMap<string, number>;
  readonly ended: ReadonlyMap<string, { readonly seconds: number; readonly isBad: boolean }>;
  readonly releases: ReadonlyMap<string, RolloutView>;
}

export function beginning(mode: Mode, now: number): Progress {
  const nothing = { running: new Map(), ended: new Map(), releases: new Map() };
  return { mode, began: now, waves: [], wave: 0, parallel: 1, ...nothing };
}

export function after(progress: Progress, event: FleetEvent, now: number): Progress {
  const { running, ended, releases } = progress;
  if (event.kind === "plan") return { ...progress, waves: event.waves, parallel: event.parallel };
  if (event.kind === "wave") return { ...progress, wave: event.index };
  if (event.kind === "start") return { ...progress, running: new Map([...running, [event.stack, now]]) };
  if (event.kind === "release")
    return { ...progress, releases: new Map([...releases, [event.view.name, event.view]]) };
  if (event.kind !== "end") return progress;
  const { unit, seconds, outcome } = event.result;
  const isBad = ["failed", "locked", "remaining"].includes(outcome);
  return {
    ...progress,
    running: new Map([...running].filter(([stack]) => stack !== unit.stack)),
    ended: new Map([...ended, [unit.stack, { seconds, isBad }]]),
  };
}

/** How many of a kind are shown before the rest is only counted. */
const MOST = 8;

export function linesOf(progress: Progress, now: number): string[] {
  const { waves, wave, running, ended, releases, began } = progress;
  const total = waves.flat().length;
  const bad = [...ended.values()].filter(({ isBad }) => isBad).length;
  const rest = expected(progress, now);
  const moving = [...releases.values()].filter(({ state }) => state !== "Healthy");
  return [
    `wave ${String(wave + 1)} of ${String(waves.length)}   ${String(ended.size - bad)} done, ${String(bad)} failed, ${String(total)} in all   ${clock((now - began) / 1000)}${rest === undefined ? "" : `, about ${clock(rest)} to go`}`,
    ...shown([...running].map(([stack, since]) => `  ${stack}  ${clock((now - since) / 1000)}`)),
    ...shown(moving.map((view) => `  ${bar(view.weight)}  ${view.name}: ${sentenceOf(view)}`)),
  ];
}

/** Seconds, from the stacks that have ended: each takes about as long as those before. */
function expected({ waves, ended, running, parallel }: Progress, now: number): number | undefined {
  const times = [...ended.values()].map(({ seconds }) => seconds).filter((seconds) => seconds > 0);
  if (times.length === 0) return undefined;
  const mean = times.reduce((sum, one) => sum + one, 0) / times.length;
  const spent = [...running.values()].reduce((sum, since) => sum + Math.min(mean, (now - since) / 1000), 0);
  return Math.max(0, ((waves.flat().length - ended.size) * mean - spent) / parallel);
}

function shown(lines: readonly string[]): string[] {
  return lines.length <= MOST
    ? [...lines]
    : [...lines.slice(0, MOST - 1), `  and ${String(lines.length - MOST + 1)} more`];
}

function bar(weight = 0): string {
  const filled = Math.round(weight / 10);
  return `${"#".repeat(filled)}${".".repeat(10 - filled)}`;
}

/** Keeps the view at the end of a terminal, and what is told for good above it. */
export class LiveView {
  private progress: Progress;
  private height = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly terminal: WriteStream,
    mode: Mode,
  ) {
    this.progress = beginning(mode, Date.now());
    this.timer = setInterval(() => this.draw(), 500);
    this.timer.unref();
  }

  saw(event: FleetEvent): void {
    this.progress = after(this.progress, event, Date.now());
    const line =
      event.kind === "end" || event.kind === "warning" ? lineOf(event, this.progress.mode) : undefined;
    this.draw(line);
  }

  /** Takes the view away. */
  end(): void {
    clearInterval(this.timer);
    this.erase();
  }

  private draw(line?: string): void {
    this.erase();
    if (line !== undefined) this.terminal.write(`${line}\n`);
    const lines = linesOf(this.progress, Date.now()).map((one) => one.slice(0, this.terminal.columns - 1));
    this.terminal.write(`${lines.join("\n")}\n`);
    this.height = lines.length;
  }

  private erase(): void {
    if (this.height > 0) this.terminal.write(`\u001b[${String(this.height)}A\u001b[J`);
    this.height = 0;
  }
}
