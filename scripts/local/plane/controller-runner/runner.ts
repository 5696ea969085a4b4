import { once } from "node:events";
import { createServer, type Server } from "node:http";

import type { ControllerHost } from "./controller";
import { Controllers } from "./controllers";
import { followDeployments } from "./deployments";
import { podOf } from "./pod";

/**
 * The kubelet of the Rollouts controllers: keeps one process of the real controller for each Deployment that installs one,
 * until aborted. Throws when a controller ends by itself; the others are stopped then.
 */
export async function runControllers(host: ControllerHost, stop: AbortSignal): Promise<void> {
  const over = new AbortController();
  const failures: unknown[] = [];
  const controllers = new Controllers(host, (error) => {
    failures.push(error);
    over.abort();
  });
  stop.addEventListener("abort", () => over.abort());

  let listed = false;
  const health = await serveHealth(host.ports.controllerRunner, () => listed);
  await followDeployments(
    host,
    async (deployments) => {
      listed = true;
      await controllers.reconcile(deployments.flatMap((deployment) => podOf(deployment) ?? []));
    },
    host.log,
    over.signal,
  );
  await controllers.reconcile([]);
  health.close();
  if (failures.length > 0) throw failures[0];
}

/** Answers as the other parts do, so that a start can tell whether the runner sees the API server. */
async function serveHealth(port: number, isHealthy: () => boolean): Promise<Server> {
  const server = createServer((_, response) => {
    response.writeHead(isHealthy() ? 200 : 503).end();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}
