import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataObject } from "../../components/config";
import { planeStatus, startPlane } from "../../scripts/local/plane";
import { ApexWatch } from "./support/apex-watch";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

/** More than any node has. */
const unschedulable = { resources: { requests: { cpu: "5000" } } };
const requests = { resources: { requests: { cpu: "100m" } } };
const autoscaling = { enabled: true, minReplicas: 2, maxReplicas: 5 };
const rollout = { enabled: true, strategy: "bluegreen", progressDeadlineSeconds: 5 };

/** Three services, each with its own reason why the Rollout never gets healthy. */
const broken: DataObject = {
  stuck: { image: image("1"), autoscaling, rollout, ...unschedulable },
  missing: { image: image("missing"), handover: { allowImageChange: true }, replicaCount: 2, rollout },
  invalid: {
    image: image("1"),
    replicaCount: 2,
    rollout: { ...rollout, strategy: "canary", canary: { steps: [{ setWeight: 150 }] } },
    rules: { "canary-weight-bounds": "off" },
  },
};
const names = Object.keys(broken);
const healthy = (enabled: boolean): DataObject => ({
  services: {
    stuck: { image: image("1"), autoscaling, ...requests, rollout: { enabled } },
    missing: { image: image("1"), replicaCount: 2, rollout: { enabled, strategy: "bluegreen" } },
    invalid: { image: image("1"), replicaCount: 2, rollout: { enabled } },
  },
});

describe("a switch of kind that goes wrong", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;
  let watch: ApexWatch;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("handover-faults");
    await stack.up(healthy(false));
  });
  beforeEach(async () => {
    watch = await ApexWatch.start(env.plane, stack.name, names);
    await watch.from(2);
  });
  after(() => stack.destroy());

  /** Nothing that serves was touched. */
  async function expectAllKept(): Promise<void> {
    assert.deepEqual(await watch.stop(), { stuck: 2, missing: 2, invalid: 2 });
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), [...names].sort());
    assert.equal(await scaleTarget(), "Deployment");
  }
  const scaleTarget = () =>
    env.cluster.field("HorizontalPodAutoscaler", "stuck", stack.name, "spec", "scaleTargetRef", "kind");

  it("fails within the deadline, says why in one paragraph each, and keeps what serves", async () => {
    const { code, output } = await stack.tryUp({ services: broken });
    assert.notEqual(code, 0, output);
    const paragraphs = {
      stuck:
        /The Rollout stuck does not get ready\. .*0 of 2 pods are ready\. The pod stuck-\S+ cannot be scheduled: .*Insufficient cpu/,
      missing:
        /The Rollout missing does not get ready\. .*0 of 2 pods are ready\. The pod missing-\S+: the container missing waits: ImagePullBackOff: .*:missing/,
      invalid:
        /The Rollout invalid does not get ready\. The Rollouts controller refuses the spec: .*setWeight/,
    };
    for (const paragraph of Object.values(paragraphs)) assert.match(output, paragraph);
    assert.match(output, /The Deployment with its 2 pods still serves/);
    assert.doesNotMatch(output, /\n\s+at /);
    await expectAllKept();
  });

  it("keeps it with --continue-on-error as well", async () => {
    const { code, output } = await stack.tryUp({ services: broken }, ["--continue-on-error"]);
    assert.notEqual(code, 0, output);
    await expectAllKept();
  });

  it("is taken back by the next up", async () => {
    await stack.up(healthy(false));
    await expectAllKept();
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), []);
    await stack.expectNoChanges();
  });

  it("ends soon at Ctrl-C, and keeps what serves", async () => {
    let engine: number | undefined;
    const run = stack.tryUp({ services: broken }, [], { onStart: (pid) => (engine = pid) });
    await env.cluster.until("the new workloads are there", async () => {
      return (await env.cluster.names("Rollout", stack.name)).length === names.length;
    });
    assert.ok(engine !== undefined);
    process.kill(engine, "SIGINT");
    const interrupted = Date.now();
    const { code, output } = await run;
    assert.notEqual(code, 0, output);
    console.log(`      it ended ${String(Date.now() - interrupted)} ms after Ctrl-C`);
    await expectAllKept();
    watch = await ApexWatch.start(env.plane, stack.name, names);
    await stack.up(healthy(false));
    await expectAllKept();
  });

  it("is finished by the next up when the engine was killed in the middle", async () => {
    let engine: number | undefined;
    let said = "";
    const run = stack.tryUp({ services: broken }, [], {
      onStart: (pid) => (engine = pid),
      onOutput: (text) => (said += text),
    });
    await env.cluster.until("the engine knows of the new workloads", () => {
      return Promise.resolve([...said.matchAll(/Rollout \w+ created/g)].length === names.length);
    });
    // It says so before it writes its state.
    await sleep(2_000);
    assert.ok(engine !== undefined);
    process.kill(-engine, "SIGKILL");
    assert.notEqual((await run).code, 0);
    await expectAllKept();
    await stack.cancel();
    watch = await ApexWatch.start(env.plane, stack.name, names);
    await stack.up(healthy(true));
    assert.deepEqual(await watch.stop(), { stuck: 2, missing: 2, invalid: 2 });
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), []);
    assert.equal(await scaleTarget(), "Rollout");
    await stack.expectNoChanges();
  });

  it("loses nothing when the API server is away for a while", async () => {
    await watch.stop();
    const run = stack.tryUp(healthy(false));
    // A create that is stored and not answered is written down by nobody: each must have its answer before.
    await env.cluster.until("the new workloads were made some time ago", async () => {
      const seen = names.map((name) =>
        env.cluster.field("Deployment", name, stack.name, "status", "observedGeneration"),
      );
      return (await Promise.all(seen)).every((generation) => generation !== undefined);
    });
    await killApiServer();
    await sleep(2_000);
    await startPlane({ dir: env.plane.dir });
    // A request that was under way may fail the run; what waits goes on.
    await run;
    for (const name of names) assert.ok((await readyPods(name)) >= 2, name);
    await stack.up(healthy(false));
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), []);
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), [...names].sort());
    await stack.expectNoChanges();
  });

  it("says that an object which no state knows exists, keeps what serves, and goes on without it", async () => {
    const labels = { "app.kubernetes.io/name": "invalid" };
    const template = {
      metadata: { labels },
      spec: { containers: [{ name: "left", image: "registry.example/app:1" }] },
    };
    const spec = { replicas: 0, selector: { matchLabels: labels }, template };
    await env.cluster.create("Rollout", "invalid", stack.name, spec);
    assert.match(await stack.fail("up", healthy(true)), /rollouts\S* "invalid" already exists/);
    await expectAllKept();
    watch = await ApexWatch.start(env.plane, stack.name, names);
    await env.cluster.delete("Rollout", "invalid", stack.name);
    await stack.up(healthy(true));
    assert.deepEqual(await watch.stop(), { stuck: 2, missing: 2, invalid: 2 });
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), []);
    await stack.expectNoChanges();
  });

  async function readyPods(name: string): Promise<number> {
    const kinds = ["Deployment", "Rollout"] as const;
    const counts = await Promise.all(
      kinds.map((kind) => env.cluster.field(kind, name, stack.name, "status", "availableReplicas")),
    );
    return counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0);
  }

  async function killApiServer(): Promise<void> {
    const part = (await planeStatus(env.plane.dir)).find(({ name }) => name === "kube-apiserver");
    assert.ok(part?.pid !== undefined, "the API server runs");
    process.kill(part.pid, "SIGKILL");
  }
});
