import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { AppsV1Api, CoreV1Api, DiscoveryV1Api } from "@kubernetes/client-node";

import type { Plane } from "../../../../scripts/local/plane";
import { kubeConfigOf, sharedPlane } from "../../../support/plane";

const namespace = "pods-test";
const labels = { app: "web" };

describe("the cluster of the control plane", function () {
  this.timeout(60_000);
  let plane: Plane;
  let core: CoreV1Api;
  before(async () => {
    plane = await sharedPlane();
    core = kubeConfigOf(plane).makeApiClient(CoreV1Api);
    await core.createNamespace({ body: { metadata: { name: namespace } } });
  });
  after(() => core.deleteNamespace({ name: namespace }));

  it("makes the pods of a Deployment Ready and gives their Service ready endpoints", async () => {
    const config = kubeConfigOf(plane);
    const template = {
      metadata: { labels },
      spec: { containers: [{ name: "web", image: "registry.invalid/web:1" }] },
    };
    await config.makeApiClient(AppsV1Api).createNamespacedDeployment({
      namespace,
      body: { metadata: { name: "web" }, spec: { replicas: 3, selector: { matchLabels: labels }, template } },
    });
    await core.createNamespacedService({
      namespace,
      body: { metadata: { name: "web" }, spec: { selector: labels, ports: [{ port: 80 }] } },
    });

    const discovery = config.makeApiClient(DiscoveryV1Api);
    const ready = async (): Promise<number> => {
      const slices = await discovery.listNamespacedEndpointSlice({ namespace });
      return slices.items
        .flatMap(({ endpoints }) => endpoints ?? [])
        .filter(({ conditions }) => conditions?.ready).length;
    };
    for (const until = Date.now() + 20_000; (await ready()) < 3 && Date.now() < until;) await sleep(100);
    assert.equal(await ready(), 3);
  });
});
