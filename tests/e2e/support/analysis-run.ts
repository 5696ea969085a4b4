import type { Cluster } from "./cluster";

interface Measurement {
  readonly phase: string;
  readonly value?: string;
  readonly message?: string;
}

/** What the controller says of an AnalysisRun. */
export interface Run {
  readonly name: string;
  /** Of a Rollout or an Experiment. */
  readonly owner: string | undefined;
  readonly args: Readonly<Record<string, string | undefined>>;
  readonly phase: string | undefined;
  readonly message: string | undefined;
  readonly metrics: Readonly<
    Record<string, { readonly phase: string; readonly measurements: readonly Measurement[] }>
  >;
}

/** The AnalysisRuns of a namespace, or those of one owner. */
export async function runsIn(cluster: Cluster, namespace: string, owner?: string): Promise<Run[]> {
  const runs = (await cluster.list("AnalysisRun", namespace)).map(runOf);
  return owner === undefined ? runs : runs.filter((run) => run.owner === owner);
}

function runOf(object: object): Run {
  const { metadata, spec, status } = Object(object);
  return {
    name: metadata.name,
    owner: metadata.ownerReferences?.[0]?.name,
    args: Object.fromEntries(
      (spec.args ?? []).map((arg: { name: string; value?: string }) => [arg.name, arg.value]),
    ),
    phase: status?.phase,
    message: status?.message,
    metrics: Object.fromEntries(
      (status?.metricResults ?? []).map(
        (one: { name: string; phase: string; measurements?: Measurement[] }) => [
          one.name,
          { phase: one.phase, measurements: one.measurements ?? [] },
        ],
      ),
    ),
  };
}

export function hasEnded({ phase }: Run): boolean {
  return ["Successful", "Failed", "Error", "Inconclusive"].includes(phase ?? "");
}
