import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { ApiServer } from "../support/api-server";
import { type Dashboard, startDashboard } from "./support/dashboard";
import { controllerStack, type Environment, sharedEnvironment } from "./support/environment";

const NAMESPACE = "looked-at";
const CONTROLLERS = "argo-rollouts";

/** The real dashboard, with the arguments and the rights that `up` gave it. */
describe("the dashboard that a stack describes", function () {
  this.timeout(300_000);
  let env: Environment;
  let dashboard: Dashboard;

  before(async () => {
    env = await sharedEnvironment();
    const server = new ApiServer(env.plane);
    const metadata = { name: NAMESPACE };
    await server.apply({ apiVersion: "v1", kind: "Namespace", metadata }, { manager: "tests" });
    const labels = { app: "pay" };
    await env.cluster.create("Rollout", "pay", NAMESPACE, {
      replicas: 1,
      selector: { matchLabels: labels },
      strategy: { canary: { steps: [{ setWeight: 50 }, { pause: {} }] } },
      template: { metadata: { labels }, spec: { containers: [{ name: "pay", image: "pay:1" }] } },
    });
    await env.cluster.phase("pay", NAMESPACE, "Healthy");
  });
  afterEach(() => dashboard.stop());
  after(async () => {
    await env.controller.up(controllerStack());
    await env.cluster.delete("Namespace", NAMESPACE);
  });

  async function start(config: DataObject): Promise<void> {
    await env.controller.up(controllerStack({ dashboard: { enabled: true, ...config } }));
    const spec = await env.cluster.field("Deployment", "argo-rollouts-dashboard", CONTROLLERS, "spec");
    const pod = Object(spec).template.spec;
    dashboard = await startDashboard(env.plane, env.cluster, { namespace: CONTROLLERS, pod });
  }

  it("looks, and is refused when it is to promote or restart", async () => {
    await start({});
    const { status, body } = await dashboard.ask(`rollouts/${NAMESPACE}/info`);
    assert.equal(status, 200, JSON.stringify(body));
    const [rollout] = Object(body).rollouts;
    assert.equal(rollout.objectMeta.name, "pay");
    assert.equal(rollout.replicaSets.length, 1);
    const one = await dashboard.ask(`rollouts/${NAMESPACE}/pay/info`);
    assert.equal(one.status, 200, JSON.stringify(one.body));
    const { availableNamespaces } = Object((await dashboard.ask("namespace")).body);
    assert.ok([availableNamespaces].flat().includes(NAMESPACE), JSON.stringify(availableNamespaces));
    for (const action of ["promote", "restart", "abort", "retry", "undo/0", "set/pay/pay/2"]) {
      const answer = await dashboard.ask(`rollouts/${NAMESPACE}/pay/${action}`, "PUT");
      assert.notEqual(answer.status, 200, action);
      // It hands on the API server's words, as an error of its own.
      if (action !== "undo/0") assert.match(JSON.stringify(answer.body), /is forbidden/, action);
    }
    assert.equal(await env.cluster.field("Rollout", "pay", NAMESPACE, "spec", "restartAt"), undefined);
  });

  it("changes Rollouts where that is said", async () => {
    await start({ readOnly: false, rootPath: "ops/ui" });
    for (const action of ["restart", "abort", "retry", "promote"]) {
      const answer = await dashboard.ask(`rollouts/${NAMESPACE}/pay/${action}`, "PUT");
      assert.equal(answer.status, 200, `${action}: ${JSON.stringify(answer.body)}`);
    }
    assert.match(
      String(await env.cluster.field("Rollout", "pay", NAMESPACE, "spec", "restartAt")),
      /^\d{4}-/,
    );
  });
});
