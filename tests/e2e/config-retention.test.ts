import assert from "node:assert/strict";
import { readCluster, ServiceWorkload } from "../../components";
import { type Ran, refIn, TestBed } from "../scripts/local/provider/stack";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const FILE = "/etc/pay/a.yaml";

describe("the config of a canary", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;

  const canary = { steps: [{ setWeight: 50 }, { pause: {} }] };
  const rollout = { enabled: true, revisionHistoryLimit: 2, canary };
  const pay = (text: string) => ({
    services: {
      pay: { image: image("1"), replicaCount: 2, rollout, configFiles: { [FILE]: text } },
    },
  });

  /** Text of the live ConfigMaps of the service -> name. */
  async function texts(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const name of await env.cluster.names("ConfigMap", stack.name)) {
      if (!name.startsWith("pay-")) continue;
      const data = Object(await env.cluster.field("ConfigMap", name, stack.name, "data"));
      found[Object.values(data).join()] = name;
    }
    return found;
  }

  /** How many pods run with which text; all of it has to be there. */
  async function podsByText(): Promise<Record<string, number>> {
    const byName = Object.entries(await texts()).map(([text, name]): [string, string] => [name, text]);
    const count: Record<string, number> = {};
    for (const pod of await env.cluster.names("Pod", stack.name)) {
      const spec = Object(await env.cluster.field("Pod", pod, stack.name, "spec"));
      const mounted: unknown = spec.volumes?.find(({ configMap }: { configMap?: object }) => configMap)
        ?.configMap?.name;
      const text = Object.fromEntries(byName)[String(mounted)] ?? `nothing: ${String(mounted)} is gone`;
      count[text] = (count[text] ?? 0) + 1;
    }
    return count;
  }

  async function promote(): Promise<void> {
    await env.cluster.phase("pay", stack.name, "Paused");
    await env.argo("promote", "pay", "-n", stack.name, "--full");
    await env.cluster.phase("pay", stack.name, "Healthy");
  }

  async function release(text: string): Promise<void> {
    await stack.up(pay(text));
    await promote();
  }

  const uid = async (text: string) =>
    env.cluster.field("ConfigMap", (await texts())[text] ?? "", stack.name, "metadata", "uid");
  let first: unknown;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("config-retention");
    await stack.up(pay("one"));
    first = await uid("one");
  });
  after(() => stack.destroy());

  it("is the old one for old pods and the new one for new pods, and no up in its middle changes that", async () => {
    await stack.up(pay("two"));
    await env.cluster.phase("pay", stack.name, "Paused");
    assert.deepEqual(await podsByText(), { one: 1, two: 1 });
    await stack.expectNoChanges();
    assert.deepEqual(await podsByText(), { one: 1, two: 1 });
    await promote();
  });

  it("is still there when the values go back to the first version", async () => {
    await release("three");
    await stack.expectNoChanges();
    await release("one");
    assert.deepEqual(await podsByText(), { one: 2 });
    assert.deepEqual(Object.keys(await texts()).sort(), ["one", "three", "two"]);
    assert.equal(await uid("one"), first);
  });

  it("goes with the next up when no version of the history has it any longer", async () => {
    await release("four");
    const revisions = async () => (await env.cluster.names("ReplicaSet", stack.name)).length;
    await env.cluster.until("the history has two versions", async () => (await revisions()) === 3);
    assert.deepEqual(Object.keys(await texts()).sort(), ["four", "one", "three", "two"]);
    await stack.up();
    // The controller forgets the version whose ReplicaSet is the oldest, even when that ran last.
    assert.deepEqual(Object.keys(await texts()).sort(), ["four", "three", "two"]);
    await stack.expectNoChanges();
    await stack.expectNoDrift();
  });

  it("is still there when a person goes back to the version before", async () => {
    await env.argo("undo", "pay", "-n", stack.name);
    await env.cluster.phase("pay", stack.name, "Paused");
    assert.deepEqual(await podsByText(), { four: 1, three: 1 });
    await stack.expectNoChanges();
  });

  it("goes with its service", async () => {
    await stack.up({ services: {} });
    assert.deepEqual(await texts(), {});
  });
});

describe("the config of a service in somebody else's program", function () {
  this.timeout(300_000);
  let bed: TestBed;
  before(async () => {
    bed = await TestBed.open("config");
  });
  after(() => bed.close());

  const program = (text: string, isRead: boolean) => async () => {
    const query = { namespace: bed.namespace, kubeconfig: bed.kubeconfig, templates: false, workloads: true };
    const { live } = isRead ? await readCluster(query) : {};
    const around = live && { around: { live } };
    const configFiles = { [FILE]: text };
    new ServiceWorkload("pay", { namespace: bed.namespace, image: image("1"), configFiles, ...around });
  };
  /** What became of which. */
  const configMaps = ({ order }: Ran) => order.filter((line) => line.startsWith("pay-config-"));

  it("stays in the cluster while nobody reads it, and is taken back by the first run that does", async () => {
    const [created = ""] = configMaps(await bed.up(program("one", false)));
    const one = created.replace(" create", "");
    assert.deepEqual(configMaps(await bed.up(program("two", false))).slice(-1), [`${one} delete`]);
    assert.ok(await bed.live.exists(refIn(bed, "v1", "ConfigMap", one)));
    const back = configMaps(await bed.up(program("one", true)));
    assert.ok(back.includes(`${one} import`), back.join());
    assert.equal(
      back.some((line) => line.endsWith(" delete")),
      false,
    );
    assert.deepEqual(await bed.preview(program("one", true)), {});
  });
});
