import type { KubeConfig } from "@kubernetes/client-node";
import { type ClusterChoice, readCluster } from "../../components/cluster";
import { type Clock, wallClock } from "../../components/cluster/clock";
import { reasonOf } from "../../components/cluster/cluster-error";
import { reconnecting } from "../../components/cluster/connection";
import { listAt, mapAt, textAt } from "../../components/cluster/fields";
import { loadKubeConfig } from "../../components/cluster/kubeconfig";
import type { LiveCluster } from "../../components/config";
import { LoadError } from "../config/load-error";
import { type AnalysisRuns, analysisRuns, checkCluster } from "./analysis-runs";
import { findTemplate } from "./find-template";
import { follow } from "./follow";
import { addLook, emptyJournal } from "./journal";
import { entryLine, farewell, heading, type Made, summaryLines, verdictLine } from "./lines";
import { type ProjectTemplates, projectTemplates } from "./project-templates";
import { dataOf } from "./report";
import type { Request } from "./request";
import { analysisRun } from "./run-object";
import { exitCodes } from "./verdict";

export interface Surface {
  /** What happens, line by line. */
  say(line: string): void;
  /** What a program reads. */
  print(text: string): void;
  /** Ends the run. */
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/** Runs a template once, from its place to its verdict's exit code. Rejects with a `LoadError` when nothing was made. */
export async function tryAnalysis(request: Request, surface: Surface): Promise<number> {
  const { source } = request;
  const project = source.from === "project" ? await projectTemplates(source) : undefined;
  const choice = clusterChoice(request, project);
  const config = await orStop(loadKubeConfig(choice));
  const namespace = request.namespace ?? project?.namespace ?? (contextNamespace(config) || "default");
  const connection = reconnecting(config);
  await orStop(connection().then((opened) => checkCluster(opened, namespace)));

  const readLive = () => liveTemplatesIn(choice, namespace);
  const { template, templates, origin, instance } = await findTemplate(request, {
    namespace,
    project,
    readLive,
  });
  const object = analysisRun(template, templates, request, namespace, request.instance ?? instance);
  const runs = analysisRuns(connection, namespace);
  const name = await orStop(runs.create(object));
  const metrics = listAt(mapAt(object, "spec"), "metrics").map((metric) => textAt(metric, "name"));
  return followed(runs, { name, namespace, template, origin, metrics }, request, surface);
}

async function followed(
  runs: AnalysisRuns,
  made: Made,
  { timeoutSeconds, keep, json, context }: Request,
  { say, print, signal, clock = wallClock }: Surface,
): Promise<number> {
  say(heading(made));
  let journal = emptyJournal;
  const outcome = await follow(runs, made.name, {
    ...{ timeoutSeconds, signal, clock },
    onLook(run) {
      const { length: told } = journal.entries;
      journal = addLook(journal, run);
      for (const entry of journal.entries.slice(told)) say(entryLine(entry, run, made));
    },
  });
  const reason = keep ? undefined : await runs.remove(made.name);
  for (const line of summaryLines(outcome.run, journal, made)) say(line);
  say(verdictLine(outcome));
  say(farewell(made, { keep, reason, context }));
  if (json) print(JSON.stringify(dataOf(made, outcome, journal, keep || reason !== undefined), undefined, 2));
  return exitCodes[outcome.verdict];
}

/** A stack's context is one of its kubeconfig. */
function clusterChoice(request: Request, project: ProjectTemplates | undefined): ClusterChoice {
  if (request.kubeconfig !== undefined) return { kubeconfig: request.kubeconfig, context: request.context };
  return { kubeconfig: project?.kubeconfig, context: request.context ?? project?.context };
}

function contextNamespace(config: KubeConfig): string | undefined {
  return config.getContextObject(config.getCurrentContext())?.namespace;
}

async function liveTemplatesIn(choice: ClusterChoice, namespace: string): Promise<LiveCluster> {
  const { live, reason } = await readCluster({ ...choice, namespace, templates: true, workloads: false });
  if (live === undefined) throw new LoadError(reason);
  return live;
}

/** Before there is a run, what is wrong with the cluster is like what is wrong with the command: nothing was made. */
async function orStop<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new LoadError(reasonOf(error));
  }
}
