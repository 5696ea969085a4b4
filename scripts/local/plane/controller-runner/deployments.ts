import { setTimeout as sleep } from "node:timers/promises";

import { apiRequest } from "../credentials";
import { firstNews, send } from "../http";
import type { PlaneAddress } from "../part";
import type { Deployment } from "./pod";

/** The label by which the upstream manifests, and the Helm chart, mark the controller's Deployment. */
const path = `/apis/apps/v1/deployments?labelSelector=${encodeURIComponent("app.kubernetes.io/name=argo-rollouts")}`;
const pauseMs = 500;

interface DeploymentList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly Deployment[];
}

/**
 * Hands out all Deployments that install a controller, at first and after each change, until aborted. What `onList` returns
 * is awaited; changes meanwhile come together in the next list.
 */
export async function followDeployments(
  { folder, ports }: PlaneAddress,
  onList: (deployments: readonly Deployment[]) => Promise<void>,
  log: (line: string) => void,
  stop: AbortSignal,
): Promise<void> {
  for (let reachable = true; !stop.aborted;) {
    try {
      const answer = await send(apiRequest(folder, ports, path));
      if (answer.status !== 200) throw new Error(`HTTP ${answer.status} ${answer.text}`);
      const { items, metadata } = JSON.parse(answer.text) as DeploymentList;
      reachable = true;
      await onList(items);
      const since = `&watch=true&timeoutSeconds=300&resourceVersion=${metadata.resourceVersion}`;
      await firstNews(apiRequest(folder, ports, path + since), stop);
    } catch (error) {
      if (reachable) log(`The API server does not list Deployments: ${String(error)}`);
      reachable = false;
      await sleep(pauseMs);
    }
  }
}
