import { parseArgs } from "node:util";
import { misused } from "../config/run-command";
import type { BootstrapOptions, Mode } from "./options";
import type { StopOn } from "./schedule";

export const usage = `Usage: npm run bootstrap -- <environment> [options]

Brings the platform, the environment's stack and the stacks of its services to what their files say, wave by wave, and follows
the releases that begin. A platform's stack may be named instead of an environment.

  --preview               what would change; begins nothing
  --destroy               the other way round; a platform is left alone unless it is the one that is named
  --only <names>          these services or stacks alone (commas between them)
  --except <names>        all but these
  --changed-since <rev>   only what differs from a git revision
  --parallel <n>          stacks at a time (the CPUs of the machine)
  --stop-on <when>        first-failure, wave (default: finish the wave) or never
  --max-canaries <n>      most releases that may be under way at a time
  --resume                leave out stacks whose last update ended with the same inputs
  --refresh               look at the cluster before each update
  --no-follow             do not wait for the releases that began
  --json                  the report for programs
  --summary <file>        the report as a table for a pull request
  --project <folder>      folder with Pulumi.yaml and the stack files

Ctrl-C: what runs ends, nothing more begins. Again: what runs is cancelled.
Exit code 0: done. 1: something failed. 2: it was not called as it should be. 3: something remains to be done.`;

export interface Request {
  readonly options: BootstrapOptions;
  readonly json: boolean;
  readonly summary: string | undefined;
}

const stops: readonly StopOn[] = ["first-failure", "wave", "never"];

export function parseRequest(args: readonly string[]): Request {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      preview: { type: "boolean", default: false },
      destroy: { type: "boolean", default: false },
      only: { type: "string", multiple: true },
      except: { type: "string", multiple: true },
      "changed-since": { type: "string" },
      parallel: { type: "string" },
      "stop-on": { type: "string" },
      "max-canaries": { type: "string" },
      resume: { type: "boolean", default: false },
      refresh: { type: "boolean", default: false },
      "no-follow": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      summary: { type: "string" },
      project: { type: "string" },
    },
  });
  const [environment, ...others] = positionals;
  if (environment === undefined || others.length > 0) misused("Needed: one environment.");
  if (values.preview && values.destroy) misused("--preview and --destroy do not go together.");
  const stopOn = stops.find((one) => one === (values["stop-on"] ?? "wave"));
  if (stopOn === undefined)
    misused(`--stop-on: ${String(values["stop-on"])} is none of ${stops.join(", ")}.`);
  const mode: Mode = values.preview ? "preview" : values.destroy ? "destroy" : "up";
  const { resume, refresh, json, summary, project } = values;
  return {
    options: {
      ...{ environment, mode, stopOn, resume, refresh, project, follow: !values["no-follow"] },
      ...{
        only: namesIn(values.only),
        except: namesIn(values.except),
        changedSince: values["changed-since"],
      },
      ...{ parallel: numberOf("--parallel", values.parallel) },
      ...{ maxCanaries: numberOf("--max-canaries", values["max-canaries"]) },
    },
    ...{ json, summary },
  };
}

function namesIn(lists: readonly string[] = []): string[] {
  return lists.flatMap((list) => list.split(",")).filter((name) => name !== "");
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) misused(`${option}: ${text} is not a whole number from 1 on.`);
  return number;
}
