import { setTimeout as sleep } from "node:timers/promises";

import { apiRequest } from "../credentials";
import { firstNews, send } from "../http";
import { NODE_NAME } from "../node";
import type { PlaneAddress } from "../part";
import { controllerLabel, type Pod } from "./pod";

const selection = `labelSelector=${encodeURIComponent(controllerLabel)}&fieldSelector=${encodeURIComponent(`spec.nodeName=${NODE_NAME}`)}`;
const path = `/api/v1/pods?${selection}`;
const pauseMs = 500;

interface PodList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly Pod[];
}

/** Hands out all pods of controllers that the Node has, at first and after each change, until aborted. */
export async function followPods(
  { folder, ports }: PlaneAddress,
  onList: (pods: readonly Pod[]) => void,
  log: (line: string) => void,
  stop: AbortSignal,
): Promise<void> {
  for (let reachable = true; !stop.aborted;) {
    try {
      const answer = await send(apiRequest(folder, ports, path));
      if (answer.status !== 200) throw new Error(`HTTP ${answer.status} ${answer.text}`);
      const { items, metadata } = JSON.parse(answer.text) as PodList;
      reachable = true;
      onList(items);
      const since = `&watch=true&timeoutSeconds=300&resourceVersion=${metadata.resourceVersion}`;
      await firstNews(apiRequest(folder, ports, path + since), stop);
    } catch (error) {
      if (reachable) log(`The API server does not list pods: ${String(error)}`);
      reachable = false;
      await sleep(pauseMs);
    }
  }
}
