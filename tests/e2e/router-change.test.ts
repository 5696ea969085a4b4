import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import { RouteWatch } from "./support/route-watch";
import type { Stack } from "./support/stack";
import { ingress, virtualService } from "./support/watched-routes";

const PODS = 4;
const nginx = { nginx: { hosts: ["pay.example.com"] } };
const istio = { istio: {} };

describe("a live service that changes its router", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("router-change");
    await stack.up(config("1", nginx));
    await env.cluster.phase("pay", stack.name, "Healthy");
  });
  after(() => stack.destroy());

  const config = (tag: string, routing: DataObject): DataObject => {
    const rollout = { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } };
    return { services: { pay: { image: image(tag), replicaCount: PODS, rollout, routing } } };
  };

  it("has both for a while, and both follow a canary", async () => {
    const watch = await RouteWatch.start(env.plane, stack.name, ingress);
    await watch.from(PODS, "pay-stable");
    await stack.up(config("1", { ...nginx, ...istio }));
    await env.cluster.phase("pay", stack.name, "Healthy");
    assert.deepEqual(watch.stop(), { fewest: PODS, seen: ["pay-stable"] });
    await stack.up(config("2", { ...nginx, ...istio }));
    await env.cluster.phase("pay", stack.name, "Paused");
    const copy = await env.cluster.get("Ingress", "pay-pay-canary", stack.name);
    assert.equal(copy?.metadata?.annotations?.["nginx.ingress.kubernetes.io/canary-weight"], "25");
    const [route] = Object(await env.cluster.field("VirtualService", "pay", stack.name, "spec", "http"));
    assert.deepEqual(
      route.route.map(({ weight }: { weight: number }) => weight),
      [75, 25],
    );
    await env.argo("promote", "pay", "-n", stack.name, "--full");
    await env.cluster.phase("pay", stack.name, "Healthy");
  });

  it("loses the old one without a gap in the new one", async () => {
    const watch = await RouteWatch.start(env.plane, stack.name, virtualService);
    await watch.from(PODS, "pay-stable");
    await stack.up(config("2", istio));
    await env.cluster.phase("pay", stack.name, "Healthy");
    assert.deepEqual(watch.stop(), { fewest: PODS, seen: ["pay-stable"] });
    assert.equal(await env.cluster.get("Ingress", "pay", stack.name), undefined);
    await stack.expectNoChanges();
  });

  it("is left with the canary's Ingress of the controller, which goes with the Rollout", async () => {
    assert.deepEqual(await env.cluster.names("Ingress", stack.name), ["pay-pay-canary"]);
    await stack.up({ services: { pay: { image: image("2"), replicaCount: PODS, routing: istio } } });
    await env.cluster.until("it is gone", async () => {
      return (await env.cluster.names("Ingress", stack.name)).length === 0;
    });
  });
});
