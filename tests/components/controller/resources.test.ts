import assert from "node:assert/strict";
import { controller, type ControllerInput, noLoad } from "../../../components/config";
import { type ControllerCounts, planInstall, sizeController } from "../../../components/controller";
import { installManifest } from "../../support/install-manifest";

function containerOf(input: ControllerInput, counts: ControllerCounts = {}) {
  const [deployment] = planInstall(installManifest, controller.parse(input), counts).deployments;
  const [container] = Object(deployment?.["spec"]).template.spec.containers;
  return { args: [], env: [], ...container };
}

describe("the resources of the controller", () => {
  it("are a request and a limit of memory, a request of processor time without a limit, and the Go runtime's limit", () => {
    const { needs } = sizeController(controller.parse({ rollouts: 2000 }));
    assert.ok(needs);
    const { resources, env } = containerOf({ rollouts: 2000 });
    assert.deepEqual(resources, {
      requests: { cpu: `${String(needs.cpu)}m`, memory: `${String(needs.request)}Mi` },
      limits: { "ephemeral-storage": "1Gi", memory: `${String(needs.limit)}Mi` },
    });
    assert.deepEqual(env, [{ name: "GOMEMLIMIT", value: `${String(needs.goMemoryLimit)}MiB` }]);
  });

  it("follow what was counted", () => {
    const stack = { ...noLoad, rollouts: 3000, replicaSets: 30_000 };
    const memory = (counts: ControllerCounts): number =>
      Number.parseInt(containerOf({}, counts).resources.requests.memory);
    assert.ok(memory({ stack }) > 2 * memory({}));
    assert.ok(memory({ live: { rollouts: 3000 } }) > 2 * memory({}));
  });

  it("are what the stack says, and the rest fits to it", () => {
    const sized = (resources: NonNullable<ControllerInput["resources"]>) => {
      const { resources: rendered, env } = containerOf({ rollouts: 2000, resources });
      return { ...rendered.requests, limit: rendered.limits.memory, go: env[0].value };
    };
    const low = sized({ limits: { memory: "100Mi" } });
    assert.deepEqual([low.memory, low.limit, low.go], ["100Mi", "100Mi", "80MiB"]);
    const high = sized({ requests: { memory: "8Gi" } });
    assert.deepEqual([high.memory, high.limit, high.go], ["8Gi", "8192Mi", "6553MiB"]);
    const both = sized({ requests: { memory: "1Gi" }, limits: { memory: "2Gi" } });
    assert.deepEqual([both.memory, both.limit, both.go], ["1Gi", "2Gi", "1638MiB"]);
  });

  it("are the manifest's own where the model is none", () => {
    const { resources, env } = containerOf({ sizing: { model: "none" } });
    assert.deepEqual(resources, { limits: { "ephemeral-storage": "1Gi" } });
    assert.deepEqual(env, []);
  });
});

describe("the rates of the controller", () => {
  it("are upstream's own for a small fleet: no argument says them", () => {
    assert.equal(containerOf({ rollouts: 100 }).args.join(" ").includes("--qps"), false);
  });

  it("are arguments where the model says more", () => {
    const { needs } = sizeController(controller.parse({ rollouts: 9000 }));
    assert.ok(needs);
    const args: string[] = containerOf({ rollouts: 9000 }).args;
    const valueOf = (flag: string) => args[args.indexOf(flag) + 1];
    assert.deepEqual(
      ["--qps", "--burst", "--rollout-threads"].map(valueOf),
      [needs.qps, needs.burst, needs.threads].map(String),
    );
  });
});
