import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import {
  type Environment,
  image,
  MORE_THAN_ANY_NODE_HAS,
  pausing,
  sharedEnvironment,
} from "./support/environment";
import type { Stack } from "./support/stack";

const hasPods = { resources: { requests: { cpu: "100m" } } };
const hasNoPods = { resources: { requests: { cpu: MORE_THAN_ANY_NODE_HAS } } };
const impatient = { ...pausing, progressDeadlineSeconds: 20 };

describe("the wait for an update", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;

  const phase = (name: string) => env.cluster.field("Rollout", name, stack.name, "status", "phase");
  const service = (tag: string, values: DataObject): DataObject => ({
    image: image(tag),
    replicaCount: 2,
    rollout: pausing,
    ...hasPods,
    ...values,
  });
  /** What runs from the first run on. */
  const services = {
    accepted: service("1", {}),
    healthy: service("1", { wait: "healthy" }),
    late: service("1", { wait: "healthy", rollout: impatient }),
    none: service("1", { wait: "none", ...hasNoPods }),
    refused: service("1", {}),
  };
  /** What runs from the second one on. */
  const later = {
    ...services,
    accepted: service("2", hasNoPods),
    healthy: service("2", { wait: "healthy" }),
  };

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("wait");
  });
  after(() => stack.destroy());

  it("lasts until a first version is healthy, unless nobody is to wait", async () => {
    await stack.up({ services });
    const phases = await Promise.all(Object.keys(services).map(phase));
    assert.deepEqual(phases, ["Healthy", "Healthy", "Healthy", "Progressing", "Healthy"]);
  });

  it("ends for `accepted` when the controller has looked, and for `healthy` at a pause", async () => {
    await stack.up({ services: later });
    const [generation, seen] = await Promise.all([
      env.cluster.field("Rollout", "accepted", stack.name, "metadata", "generation"),
      env.cluster.field("Rollout", "accepted", stack.name, "status", "observedGeneration"),
    ]);
    assert.equal(seen, String(generation));
    assert.deepEqual([await phase("accepted"), await phase("healthy")], ["Progressing", "Paused"]);
  });

  it("fails for `accepted` with the controller's words when it refuses the spec", async () => {
    const refused = service("1", {
      rollout: { ...pausing, minReadySeconds: 9, progressDeadlineSeconds: 9 },
      rules: { "progress-deadline": "off" },
    });
    const output = await stack.fail("up", { services: { ...later, refused } });
    assert.match(
      output,
      /The Rollout refused does not get ready\. The Rollouts controller refuses the spec: .*progressDeadlineSeconds.* must be greater than minReadySeconds/,
    );
    assert.doesNotMatch(output, /The Rollout (accepted|healthy|late|none) does not/);
  });

  it("fails for `healthy` with the reason of the pods", async () => {
    const late = service("2", { wait: "healthy", rollout: impatient, ...hasNoPods });
    const output = await stack.fail("up", { services: { ...later, late } });
    assert.match(
      output,
      /The Rollout late does not get ready\. ProgressDeadlineExceeded: .*The pod late-\S+ cannot be scheduled: .*Insufficient cpu/,
    );
    assert.doesNotMatch(output, /The Rollout (accepted|healthy|none|refused) does not/);
  });
});
