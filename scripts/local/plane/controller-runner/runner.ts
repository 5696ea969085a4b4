import { once } from "node:events";
import { createServer, type Server } from "node:http";

import { PodWorkers } from "./pod-workers";
import { followPods } from "./pods";
import type { ControllerHost } from "./process";

/**
 * The kubelet of the pods of Rollouts controllers: keeps one process of the real controller for each, until aborted. How they
 * are stands in their status; a controller that ends is none of the plane's crashes.
 */
export async function runControllers(host: ControllerHost, stop: AbortSignal): Promise<void> {
  const workers = new PodWorkers(host);
  let listed = false;
  const health = await serveHealth(host.ports.controllerRunner, () => listed);
  const onList: Parameters<typeof followPods>[1] = (pods) => {
    listed = true;
    workers.reconcile(pods);
  };
  await followPods(host, onList, host.log, stop);
  await workers.stop();
  health.close();
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
