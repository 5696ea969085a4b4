import { formatFinding, isOver } from "../../components/config";
import type { ClusterChoice } from "../../components/cluster";
import type { Catalog } from "../../stacks/catalog";
import { isPlatform } from "../../stacks/plan-platform";
import { loadEnvironment } from "../config/load";
import { LoadError } from "../config/load-error";
import { readProject } from "../config/project";
import { dataOf, keysOf } from "../config/stack-keys";
import { planFleet, type Unit, unitOfPlatform } from "./units";

export interface LoadedFleet {
  /** Name of the stack that the pipeline is for. */
  readonly stack: string;
  readonly project: string;
  readonly cluster: ClusterChoice;
  /** Of the services. Undefined for a platform alone. */
  readonly namespace: string | undefined;
  readonly catalog: Catalog | undefined;
  readonly services: readonly string[];
  readonly waves: readonly (readonly Unit[])[];
  readonly warnings: readonly string[];
  readonly secretsProvider: string | undefined;
  /** Whether a freeze holds now. Its end changes what runs, and no file. */
  readonly isFrozen: boolean;
}

/** Everything that the files say about a fleet, checked. Rejects with a `LoadError` that names every mistake of every service. */
export async function loadFleet(folder: string, name: string, code: string): Promise<LoadedFleet> {
  const project = readProject(folder);
  const platform = project.stacks.find(
    (one) => one.stack === name && isPlatform(dataOf(keysOf(project, one))),
  );
  const loaded = await loadEnvironment({ environment: name, project: folder });
  const errors = loaded.findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw new LoadError(
      [`Nothing was begun: ${name} has mistakes.`, ...errors.map(formatFinding)].join("\n  "),
    );
  const warnings = loaded.findings.map(formatFinding);
  const secretsProvider = project.stacks.find(({ stack }) => stack === loaded.stack)?.secretsProvider;
  const of = { project: project.name, warnings, secretsProvider };
  if (platform !== undefined) {
    const unit = unitOfPlatform(project, platform, code);
    const nothing = { namespace: undefined, catalog: undefined, services: [], isFrozen: false };
    return { ...of, ...nothing, stack: platform.stack, cluster: clusterOf(unit), waves: [[unit]] };
  }
  const { environment, stack, ...fleet } = planFleet(loaded, project, code);
  const { kubeconfig, context, freeze } = environment;
  const isFrozen = freeze !== undefined && !isOver(freeze, new Date());
  return { ...of, ...fleet, stack, isFrozen, cluster: { kubeconfig, context } };
}

function clusterOf({ config: { kubeconfig, context } }: Unit): ClusterChoice {
  return {
    ...(typeof kubeconfig === "string" && { kubeconfig }),
    ...(typeof context === "string" && { context }),
  };
}
