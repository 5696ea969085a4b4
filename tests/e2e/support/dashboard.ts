import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveTools } from "../../../scripts/local/toolchain";
import type { Plane } from "../../../scripts/local/plane";
import { writeKubeconfig } from "../../../scripts/local/plane/credentials";
import { planeFolder } from "../../../scripts/local/plane/folder";
import { freePorts, readPorts } from "../../../scripts/local/plane/ports";
import { startGuarded } from "../../support/guarded-process";
import type { Cluster } from "./cluster";

export interface DashboardPod {
  readonly serviceAccountName: string;
  readonly containers: readonly {
    readonly args: readonly string[];
    readonly readinessProbe: { readonly httpGet: { readonly path: string } };
  }[];
}

export interface Dashboard {
  /** An answer of its API, below its root path. */
  ask(path: string, method?: "GET" | "PUT"): Promise<Answer>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Runs what the pod would run, as the pod's ServiceAccount; on another address, as there is no pod. Returns when it is ready. */
export async function startDashboard(
  plane: Pick<Plane, "dir">,
  cluster: Cluster,
  { namespace, pod }: { readonly namespace: string; readonly pod: DashboardPod },
): Promise<Dashboard> {
  const [container] = pod.containers;
  if (container === undefined) throw new Error("The dashboard's pod has no container.");
  const tools = await resolveTools(["kubectl-argo-rollouts"]);
  const home = await mkdtemp(join(tmpdir(), "dashboard-"));
  const kubeconfig = join(home, "kubeconfig");
  const folder = planeFolder(plane.dir);
  const ports = readPorts(folder);
  if (ports === undefined) throw new Error("The plane has no ports.");
  writeKubeconfig(folder, ports, kubeconfig, { namespace, name: pod.serviceAccountName });
  const [port = 0] = await freePorts(1);
  const local = [`--kubeconfig=${kubeconfig}`, "--address=127.0.0.1", `--port=${String(port)}`];
  const process = startGuarded(home, [tools["kubectl-argo-rollouts"].path, ...container.args, ...local]);
  const host = `http://127.0.0.1:${String(port)}`;
  const { path } = container.readinessProbe.httpGet;
  try {
    await cluster.until("the dashboard is ready", async () => {
      if (process.hasEnded()) throw new Error(`The dashboard has ended:\n${process.log()}`);
      return fetch(host + path).then(
        ({ ok }) => ok,
        () => false,
      );
    });
  } catch (error) {
    await process.stop();
    throw error;
  }
  return {
    ask: async (below, method = "GET") => {
      const url = `${host}${path.replace(/version$/, below)}`;
      const answer = await fetch(url, { method, ...(method === "PUT" && { body: "{}" }) });
      return { status: answer.status, body: await answer.json() };
    },
    stop: () => process.stop(),
  };
}
