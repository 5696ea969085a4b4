import path from "node:path";
import { parseArgs } from "node:util";
import { durationSeconds, typeMistake } from "../../components/config";
import { misused } from "../config/run-command";

export const usage = `Usage: npm run try-analysis -- <template> [--arg <name>=<value> ...] [options]

Runs one AnalysisRun of a template in the cluster of the kubeconfig, and prints what it measures.

Which template
  (default)             that of the cluster: a ClusterAnalysisTemplate, else an AnalysisTemplate of the namespace;
                        with --namespace the other way round
  --env <environment>   that of the environment's stack, so that it can be tried before it is in the cluster
    --service <name>    with --env: the service's own analysisTemplates first
    --stack <name>      with --env: one stack, where several are of the environment
    --catalog <folder>  with --env: a folder of values files instead of the stack's
  --prometheus <url>    a built-in one, which asks this Prometheus

What it measures
  --arg <name>=<value>  an argument of the template; once for each
  --count <n>           measurements of every metric, instead of the template's
  --interval <d>        time between two measurements of every metric, such as 5s; at least 1s
  --initial-delay <d>   time before the first measurement of every metric; 0s: at once

Where, and how long
  --namespace <name>    of the run. Default: the environment's, else that of the kubeconfig's context, else default
  --context <name>      of the kubeconfig. Default: the stack's, else the current one
  --kubeconfig <file>   default: the stack's, else what kubectl would use
  --instance-id <id>    of the controller that runs it. Default: that to which the template belongs
  --timeout <d>         ends what has no verdict. Default 10m
  --keep                leaves the run in the cluster, for an hour after its end
  --json                one JSON object on standard output; what is measured meanwhile on standard error

Exit codes: 0 Successful, 1 Failed, 3 Inconclusive, 4 Error, or nothing runs the analysis;
2 not called as it should be, or could not start: nothing was made; 5 ended by --timeout or Ctrl-C (of which npm makes 130).`;

/** Where the template is taken from. */
export type TemplateSource =
  | { readonly from: "cluster" }
  | {
      readonly from: "project";
      readonly environment: string;
      readonly service: string | undefined;
      readonly stack: string | undefined;
      readonly catalog: string | undefined;
    }
  | { readonly from: "library"; readonly prometheus: string };

/** What is said for all metrics, instead of what the template says. */
export interface Overrides {
  readonly count?: number;
  readonly interval?: string;
  readonly initialDelay?: string;
}

/** A value for an argument of the template, as it was given. */
export interface GivenArgument {
  readonly name: string;
  readonly value: string;
}

export interface Request {
  readonly template: string;
  readonly source: TemplateSource;
  readonly args: readonly GivenArgument[];
  readonly overrides: Overrides;
  readonly namespace: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Id of the controller. */
  readonly instance: string | undefined;
  readonly timeoutSeconds: number;
  readonly keep: boolean;
  readonly json: boolean;
}

const options = {
  arg: { type: "string", multiple: true },
  env: { type: "string" },
  service: { type: "string" },
  stack: { type: "string" },
  catalog: { type: "string" },
  prometheus: { type: "string" },
  count: { type: "string" },
  interval: { type: "string" },
  "initial-delay": { type: "string" },
  namespace: { type: "string" },
  context: { type: "string" },
  kubeconfig: { type: "string" },
  "instance-id": { type: "string" },
  timeout: { type: "string", default: "10m" },
  keep: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** Reads the words of the command line. Throws what `runCommand` shows together with the usage. */
export function parseRequest(words: readonly string[]): Request {
  const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [template, ...others] = positionals;
  if (template === undefined || others.length > 0) misused("Needed: the name of one template.");
  const { namespace, context, kubeconfig, keep, json } = values;
  return {
    template,
    source: sourceOf(values),
    args: (values.arg ?? []).map(givenArgument),
    overrides: {
      ...(values.count !== undefined && { count: countOf(values.count) }),
      ...(values.interval !== undefined && { interval: intervalOf(values.interval) }),
      ...(values["initial-delay"] !== undefined && {
        initialDelay: duration("--initial-delay", values["initial-delay"]),
      }),
    },
    namespace,
    context,
    // npm starts its scripts in the project's folder, and says here where the reader is.
    kubeconfig: kubeconfig && path.resolve(process.env["INIT_CWD"] ?? "", kubeconfig),
    instance: values["instance-id"],
    timeoutSeconds: durationSeconds(duration("--timeout", values.timeout)),
    keep,
    json,
  };
}

interface SourceFlags {
  readonly env?: string;
  readonly service?: string;
  readonly stack?: string;
  readonly catalog?: string;
  readonly prometheus?: string;
}

function sourceOf({ env: environment, prometheus, service, stack, catalog }: SourceFlags): TemplateSource {
  if (environment !== undefined && prometheus !== undefined)
    misused("--env takes a template of a stack and --prometheus a built-in one: give one of them.");
  if (environment !== undefined) return { from: "project", environment, service, stack, catalog };
  const stray = Object.entries({ service, stack, catalog }).find(([, value]) => value !== undefined);
  if (stray !== undefined) misused(`--${stray[0]} needs --env.`);
  if (prometheus === undefined) return { from: "cluster" };
  const mistake = typeMistake("url", prometheus);
  return mistake === undefined ? { from: "library", prometheus } : misused(`--prometheus: ${mistake}`);
}

/** The value may hold `=` too. */
function givenArgument(text: string): GivenArgument {
  const at = text.indexOf("=");
  if (at < 1) misused(`--arg needs <name>=<value>, not "${text}".`);
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}

function countOf(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text)
    ? Number(text)
    : misused(`--count needs a whole number from 1, not "${text}".`);
}

/** The controller counts from a time in whole seconds: with less it measures in bursts, as fast as it can. */
function intervalOf(text: string): string {
  const interval = duration("--interval", text);
  return durationSeconds(interval) < 1 ? misused(`--interval needs at least 1s, not "${text}".`) : interval;
}

function duration(flag: string, text: string): string {
  const mistake = text.includes("{{") ? `"${text}" is no duration.` : typeMistake("duration", text);
  return mistake === undefined ? text : misused(`${flag}: ${mistake}`);
}
