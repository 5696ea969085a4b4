import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import { RouteWatch } from "./support/route-watch";
import { virtualService } from "./support/watched-routes";
import type { Stack } from "./support/stack";

const PODS = 4;
const mesh = { "cw-istio": { enabled: true, virtualService: { enabled: true } } };
const canary = { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } };
const blueGreen = { enabled: true, strategy: "bluegreen" };

describe("a switch of kind behind a router", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("routing-switch");
    await stack.up(config({ enabled: false }));
  });
  after(() => stack.destroy());

  const config = (rollout: DataObject): DataObject => ({
    services: { pay: { image: image("1"), replicaCount: PODS, rollout, ...mesh } },
  });

  const ways: readonly {
    readonly to: string;
    readonly rollout: DataObject;
    /** The Services that it leads to, one after the other. */
    readonly route: readonly [string, ...string[]];
  }[] = [
    { to: "a canary", rollout: canary, route: ["pay", "pay-stable"] },
    { to: "a Deployment", rollout: { enabled: false }, route: ["pay-stable", "pay"] },
    { to: "blue-green", rollout: blueGreen, route: ["pay"] },
    { to: "a canary, from blue-green", rollout: canary, route: ["pay", "pay-stable"] },
    { to: "blue-green, from a canary", rollout: blueGreen, route: ["pay-stable", "pay"] },
    { to: "a Deployment, from blue-green", rollout: { enabled: false }, route: ["pay"] },
  ];
  for (const { to, rollout, route } of ways)
    it(`to ${to} leads every request to a ready pod, and loses none of them`, async () => {
      const watch = await RouteWatch.start(env.plane, stack.name, virtualService);
      await watch.from(PODS, route[0]);
      await stack.up(config(rollout));
      if (rollout["enabled"] === true) await env.cluster.phase("pay", stack.name, "Healthy");
      await env.cluster.until("the pods of the kind alone are left", async () => {
        const pods = await env.cluster.list("Pod", stack.name);
        return pods.length === PODS;
      });
      const { fewest, seen } = watch.stop();
      console.log(`      fewest ready endpoints behind the route: ${String(fewest)} of ${String(PODS)}`);
      assert.deepEqual({ fewest, seen }, { fewest: PODS, seen: route });
      assert.deepEqual(await env.cluster.names("VirtualService", stack.name), ["pay"]);
      await stack.expectNoChanges();
    });
});
