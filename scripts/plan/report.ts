import type { ServiceConfig } from "../../components/config";
import {
  type Demand,
  type DeliveryPlan,
  formatDuration,
  replicaCounts,
} from "../../components/delivery-plan";
import type { Paint } from "./paint";
import { demandWords, podWords } from "./quantities";
import { timeline } from "./timeline";

export interface Drawn {
  readonly service: string;
  readonly environment: string;
  readonly config: ServiceConfig;
  readonly plan: DeliveryPlan;
  /** The same update with the most pods that an autoscaler may run. */
  readonly largest: DeliveryPlan | undefined;
}

/** What an update will do, for a person: a line per step, then what it comes to. */
export function report(drawn: Drawn, width: number, paint: Paint): string {
  const { plan } = drawn;
  return [
    paint("bold", titleOf(drawn)),
    "",
    ...timeline(plan, width, paint),
    "",
    ...footerOf(drawn).map(([key, words]) => `${key.padEnd(6)}  ${words}`),
  ].join("\n");
}

const kinds = { Deployment: "a Deployment", canary: "canary", blueGreen: "blue-green" } as const;

function titleOf({ service, environment, plan, config }: Drawn): string {
  const router = plan.hasRouter ? " with a router" : " without a router";
  const kind = kinds[plan.kind] + (plan.kind === "canary" ? router : "");
  return `${service} in ${environment}: ${kind}, ${countOf(plan, config)}`;
}

function countOf({ replicas }: DeliveryPlan, config: ServiceConfig): string {
  const [least, most] = replicaCounts(config);
  return least === most ? podWords(replicas) : `${podWords(replicas)} (autoscaled from ${least} to ${most})`;
}

const nobody = {
  Deployment: "only by hand, with another update",
  canary: "only by a person: nothing measures it",
  blueGreen: "only by a person: nothing measures it",
} as const;

function footerOf({ plan: { kind, totals, replicas }, largest }: Drawn): [string, string][] {
  const { seconds, untimed, waits, extra, fewestReady, abortedBy } = totals;
  const time = seconds === 0 ? "as long as pods need to get ready" : `at least ${formatDuration(seconds)}`;
  const person = waits === 0 ? "" : `, and ${waits === 1 ? "one wait" : `${waits} waits`} for a person`;
  const unknown =
    untimed.length === 0 ? "" : `, and the time of ${untimed.join(", ")}, which is not known here`;
  const more =
    largest === undefined ? "" : `; with ${podWords(largest.replicas)}: ${extraWords(largest.totals.extra)}`;
  return [
    ["Takes", time + person + unknown],
    ["Extra", extraWords(extra) + more],
    ["Ready", `never fewer than ${fewestReady} of ${podWords(replicas)}`],
    ["Abort", abortedBy.length > 0 ? `by ${abortedBy.join("; ")}` : nobody[kind]],
  ];
}

function extraWords(extra: Demand): string {
  return extra.pods === 0 ? "no pod" : `at most ${demandWords(extra)}`;
}
