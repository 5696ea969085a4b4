import assert from "node:assert/strict";
import type { KubernetesObject } from "@kubernetes/client-node";
import type { DataObject } from "../../components/config";
import { changesOf } from "./support/changes";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import {
  isInProgress,
  PLUGIN_MANAGER,
  pluginPath,
  removeManagedRoutes,
  rulesIn,
  setHeaderRoute,
  setWeight,
  weightIn,
} from "./support/gateway-plugin";
import { describeRouters } from "./support/describe-routers";
import type { RouterRun } from "./support/router-run";
import type { Stack } from "./support/stack";

const routed = (more: object) => ({
  httpRoute: { enabled: true, parentRefs: [{ name: "edge", namespace: "gateways" }], ...more },
});
const matches = [{ path: { type: "PathPrefix", value: "/pay" } }];
const testers = {
  setHeaderRoute: { name: "testers", match: [{ headerName: "x-tester", headerValue: { exact: "yes" } }] },
};
const pathIn = (route: object | undefined) => Object(rulesIn(route)[0]).matches?.[0]?.path?.value;
const managedIn = (route: object | undefined) => rulesIn(route).flatMap(({ name }) => name ?? []);

const withPlugin: RouterRun = {
  title: "an HTTPRoute with a header route",
  service: "pay",
  values: routed({}),
  weights: { kind: "HTTPRoute", read: weightIn },
  edit: { values: routed({ matches }), read: pathIn, shows: "/pay" },
  managed: { steps: [testers], names: ["testers"], read: managedIn },
};

if (pluginPath === undefined) describeRecording();
else describeRouters("a canary through the Gateway API with its plugin", [withPlugin]);

/**
 * Without its plugin the controller cannot reconcile the Rollout at all: no pod runs, no step advances. What is shown is what an up
 * does to a route in which the plugin has written, by writing as it does.
 */
function describeRecording(): void {
  describe("a canary through the Gateway API, with a recording of what its plugin writes", function () {
    this.timeout(300_000);
    let env: Environment;
    let stack: Stack;

    const steps = [{ setWeight: 25 }, testers, { pause: {} }, { setWeight: 50 }, { pause: {} }];
    const config = (more: DataObject = routed({})) => {
      const rollout = { enabled: true, canary: { steps } };
      return { services: { pay: { image: image("1"), wait: "none", rollout, ...more } } };
    };
    const route = () => env.cluster.get("HTTPRoute", "pay", stack.name);
    const record = (edit: (live: KubernetesObject) => KubernetesObject) =>
      env.cluster.rewriteAs(PLUGIN_MANAGER, "HTTPRoute", "pay", stack.name, edit);
    async function assertIsAt(weight: number, managed: readonly string[]): Promise<void> {
      const live = await route();
      assert.equal(weightIn(live), weight);
      assert.deepEqual(managedIn(live), managed);
      assert.equal(isInProgress(live), weight > 0);
    }

    before(async () => {
      env = await sharedEnvironment();
      stack = await env.stack("router-gateway-api-recorded");
      await stack.up(config());
    });
    after(() => stack.destroy());

    it("starts with the stable version alone, and the next up finds the route as it was made", async () => {
      await assertIsAt(0, []);
      await stack.expectNoDrift();
      await stack.expectNoChanges();
    });

    it("stays at 25, with its header rule, when an up at 25 has nothing to change", async () => {
      await record(setWeight(25));
      await record(setHeaderRoute("testers", "x-tester"));
      await stack.expectNoChanges();
      await assertIsAt(25, ["testers"]);
    });

    it("stays at 25, with its header rule, when the route is edited at 25, and the edit ships", async () => {
      const said = await stack.up(config(routed({ matches })));
      assert.deepEqual(changesOf(said), ["updated HTTPRoute pay"]);
      assert.equal(pathIn(await route()), "/pay");
      await assertIsAt(25, ["testers"]);
    });

    it("has nothing to change after a refresh at 25, and stays there", async () => {
      await stack.refresh();
      await stack.expectNoChanges();
      await assertIsAt(25, ["testers"]);
    });

    it("follows the plugin to 50 and 100, and back to none", async () => {
      for (const weight of [50, 100]) {
        await record(setWeight(weight));
        await stack.expectNoChanges();
        await assertIsAt(weight, ["testers"]);
      }
      await record(removeManagedRoutes);
      await record(setWeight(0));
      await stack.expectNoChanges();
      await assertIsAt(0, []);
    });
  });
}
