import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { resolveTools } from "../../scripts/local/toolchain";
import { ApiServer } from "../support/api-server";
import { PASSWORD, type PluginHost, sha256Of, startPluginHost } from "../support/plugin-host";
import { type Prometheus, startPrometheus } from "../support/prometheus";
import { runsIn } from "./support/analysis-run";
import { controllerStack, type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

/** Under these names the samples of the controller's own source look their settings up. */
const ROUTER = "argoproj/sample-nginx";
const METRIC = "argoproj/sample-prometheus";
const STEP = "argoproj-labs/sample-step";

const NAMESPACE = "plugins";
const headersFrom = [{ secretRef: { name: "plugin-headers" } }];

const ingress: DataObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  // No ingress controller runs here, which would give it an address.
  metadata: { name: "pay", annotations: { "pulumi.com/skipAwait": "true" } },
  spec: {
    rules: [
      {
        host: "pay.example",
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "pay-stable", port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
};

describe("plugins of the controller", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;
  let host: PluginHost;
  let prometheus: Prometheus;
  let router: DataObject;
  let metric: DataObject;
  let step: DataObject;

  const controllerWith = (plugins: DataObject): DataObject => ({
    namespace: "controller-stack",
    controller: { rollouts: 50, progressDeadlineSeconds: 20, plugins },
  });
  const working = () =>
    controllerWith({ trafficRouters: [router], metricProviders: [metric], steps: [step] });

  const service = (tag: string): DataObject => ({
    services: {
      pay: {
        image: image(tag),
        extraManifests: [ingress],
        routing: { plugins: { [ROUTER]: { stableIngress: "pay" } } },
        analysisTemplates: {
          one: {
            metrics: [
              {
                name: "one",
                successCondition: "result[0] == 1",
                provider: { plugin: { [METRIC]: { address: prometheus.url, query: "vector(1)" } } },
              },
            ],
          },
        },
        rollout: {
          enabled: true,
          canary: {
            steps: [
              { setWeight: 40 },
              { plugin: { name: STEP, config: { aggregate: false } } },
              { analysis: { templates: [{ templateName: "one" }] } },
              { pause: {} },
            ],
          },
        },
      },
    },
  });

  before(async () => {
    env = await sharedEnvironment();
    prometheus = await startPrometheus();
    const tools = await resolveTools([
      "trafficrouter-plugin-sample",
      "metrics-plugin-sample",
      "step-plugin-sample",
    ]);
    const metricFile = tools["metrics-plugin-sample"].path;
    const stepFile = tools["step-plugin-sample"].path;
    host = await startPluginHost(
      new Map([
        ["metric", metricFile],
        ["step", stepFile],
      ]),
    );
    router = { name: ROUTER, location: `file://${tools["trafficrouter-plugin-sample"].path}` };
    metric = { name: METRIC, location: host.url("metric"), sha256: await sha256Of(metricFile), headersFrom };
    step = {
      ...{ name: STEP, location: host.url("step"), sha256: await sha256Of(stepFile), headersFrom },
      args: ["--seed", "7"],
    };
    stack = await env.stack(NAMESPACE);
  });

  after(async () => {
    await stack.destroy();
    await env.controller.up(controllerStack());
    await host.stop();
    await prometheus.stop();
  });

  const mistakes: readonly [string, () => DataObject, RegExp][] = [
    [
      "a header Secret that is not there",
      working,
      /metricProviders\[0\]\.headersFrom\[0\]\.secretRef\.name: The namespace argo-rollouts has no Secret "plugin-headers"\./,
    ],
    [
      "a name that no plugin can have",
      () => controllerWith({ steps: [{ ...step, name: "sample step" }] }),
      /steps\[0\]\.name: "sample step" is not of the form/,
    ],
    [
      "another name than the plugin's own",
      () => controllerWith({ trafficRouters: [{ ...router, name: "argoproj-labs/gatewayapi" }] }),
      /trafficRouters\[0\]\.name: The plugin calls itself "argoproj-labs\/gatewayAPI"/,
    ],
    [
      "half a digest",
      () => controllerWith({ steps: [{ ...step, sha256: "08f588b1c799a37bbe8d0fc74cc1b1492dd70b2c" }] }),
      /steps\[0\]\.sha256: .*expected 64 hex digits/,
    ],
    [
      "no digest",
      () => controllerWith({ steps: [{ name: STEP, location: host.url("step") }] }),
      /steps\[0\]\.sha256: The plugin "argoproj-labs\/sample-step" is downloaded over http/,
    ],
  ];
  for (const [what, config, found] of mistakes) {
    it(`are not changed by a preview that finds ${what}`, async () => {
      assert.match(await env.controller.fail("preview", config()), found);
    });
  }

  it("come from a file and from a server with a digest and a header, and do their work to the end", async () => {
    await new ApiServer(env.plane).apply(
      {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "plugin-headers", namespace: "argo-rollouts" },
        stringData: { [PASSWORD.name]: PASSWORD.value },
      },
      { manager: "tests" },
    );
    await env.controller.up(working());
    assert.deepEqual([...host.served.keys()].sort(), ["metric", "step"]);

    await stack.up(service("1"));
    await stack.tryUp(service("2"));
    await env.cluster.phase("pay", NAMESPACE, "Paused");
    const canary = await env.cluster.get("Ingress", "pay-pay-canary", NAMESPACE);
    assert.equal(canary?.metadata?.annotations?.["nginx.ingress.kubernetes.io/canary-weight"], "40");
    const [run] = await runsIn(env.cluster, NAMESPACE);
    assert.deepEqual([run?.phase, run?.metrics["one"]?.measurements[0]?.value], ["Successful", "[1]"]);
    const statuses = await env.cluster.field(
      "Rollout",
      "pay",
      NAMESPACE,
      "status",
      "canary",
      "stepPluginStatuses",
    );
    assert.ok(Array.isArray(statuses));
    assert.deepEqual(
      statuses.map((one) => [Object(one).name, Object(one).phase]),
      [[STEP, "Successful"]],
    );

    await env.argo("promote", "pay", "-n", NAMESPACE);
    await env.cluster.phase("pay", NAMESPACE, "Healthy");
  });

  const failures: readonly [string, () => DataObject, RegExp][] = [
    ["a file that the server has not", () => ({ ...step, location: host.url("gone") }), /Not Found/],
    [
      "a file with another digest",
      () => ({ ...step, sha256: "0".repeat(64) }),
      /does not match expected hash/,
    ],
  ];
  for (const [what, wrong, reason] of failures) {
    it(`leave the old controller at work where they are ${what}, and the up says so`, async () => {
      const config = controllerWith({
        trafficRouters: [router],
        metricProviders: [metric],
        steps: [wrong()],
      });
      assert.match(await env.controller.fail("up", config), reason);
      const tag = what.length.toString();
      await stack.tryUp(service(tag));
      await env.cluster.phase("pay", NAMESPACE, "Paused");
      await env.argo("promote", "pay", "-n", NAMESPACE);
      await env.cluster.phase("pay", NAMESPACE, "Healthy");
      await env.controller.up(working());
    });
  }
});
