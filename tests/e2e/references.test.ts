import assert from "node:assert/strict";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const template = {
  metrics: [
    {
      name: "success-rate",
      successCondition: "len(result) > 0 && result[0] >= 0.95",
      provider: { prometheus: { address: "http://prometheus.example:9090", query: "vector(1)" } },
    },
  ],
};
const measuredBy = (templateName: string) => ({
  image: image("1"),
  rollout: { enabled: true, canary: { steps: [{ analysis: { templates: [{ templateName }] } }] } },
});
const nowhere = (name: string) =>
  `services.pay.rollout.canary.steps[0].analysis.templates[0].templateName: There is no AnalysisTemplate "${name}".`;

describe("what a service refers to", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("references");
    await env.cluster.create("ClusterAnalysisTemplate", "only-in-the-cluster", undefined, template);
    await stack.up({ services: { cart: { image: image("1") } } });
  });
  after(async () => {
    await env.cluster.delete("ClusterAnalysisTemplate", "only-in-the-cluster");
    await stack.destroy();
  });

  it("must exist: a template that is nowhere stops preview and up, and nothing is registered", async () => {
    const before = await stack.resources();
    for (const command of ["preview", "up"] as const) {
      const output = await stack.fail(command, { services: { pay: measuredBy("only-in-the-clutser") } });
      assert.ok(
        output.includes(`${nowhere("only-in-the-clutser")} Did you mean "only-in-the-cluster"?`),
        output,
      );
    }
    assert.deepEqual(await stack.resources(), before);
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), []);
  });

  it("may be a template that only the cluster has", async () => {
    await stack.up({ services: { cart: { image: image("1") }, pay: measuredBy("only-in-the-cluster") } });
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), ["pay"]);
  });

  it("may be a template of the platform's stack, which has to exist", async () => {
    const platform = await env.stack("references-platform");
    await platform.up({ analysisTemplates: { shared: template } });
    // Not what the cluster has counts here, but what the other stack says.
    await env.cluster.delete("ClusterAnalysisTemplate", "shared");
    const services = { pay: measuredBy("shared") };
    assert.ok((await stack.fail("preview", { services })).includes(nowhere("shared")));
    await stack.preview({ services, platform: `organization/progressive-delivery/${platform.name}` });
    await platform.destroy();
    const gone = await stack.fail("preview", {
      services,
      platform: "organization/progressive-delivery/nowhere",
    });
    assert.match(gone, /organization\/progressive-delivery\/nowhere/);
  });

  it("includes the Secrets that its templates read, which the namespace has to have", async () => {
    const args = [{ name: "token", valueFrom: { secretKeyRef: { name: "keys", key: "token" } } }];
    const config = {
      analysisTemplates: { guarded: { args, ...template } },
      services: { pay: measuredBy("guarded") },
    };
    const missing = `The template "guarded" reads the Secret "keys" (key token), and the namespace ${stack.name} has none of that name.`;
    assert.ok((await stack.fail("preview", config)).includes(missing));
    await stack.preview({ ...config, analysisSecrets: { keys: { existing: true } } });
    await env.cluster.create("Secret", "keys", stack.name, {});
    await stack.preview(config);
    await env.cluster.delete("Secret", "keys", stack.name);
  });

  it("is not a workload of somebody else that happens to have its name", async () => {
    const labels = { app: "legacy" };
    await env.cluster.create("Deployment", "legacy", stack.name, {
      replicas: 0,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "app", image: "registry.example/app:1" }] },
      },
    });
    const output = await stack.fail("preview", { services: { legacy: { image: image("1") } } });
    assert.match(
      output,
      /services\.legacy: The cluster has a Deployment "legacy" with the selector app=legacy;/,
    );
    await env.cluster.delete("Deployment", "legacy", stack.name);
  });
});
