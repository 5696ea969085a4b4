import assert from "node:assert/strict";
import { type ChildProcess, execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataObject } from "../../components/config";
import { runPulumi } from "../../scripts/local/pulumi";
import { type Environment, pausing, sharedEnvironment } from "./support/environment";
import { endOf, Fleet, outcomes, reportIn } from "./support/fleet";

const NAME = "faults";
const service = (tag: string, more: DataObject): DataObject => ({
  image: { repository: "registry.example/app", tag },
  resources: { requests: { cpu: "10m", memory: "16Mi" } },
  ...more,
});
const services = (tag: string): Readonly<Record<string, DataObject>> => ({
  a1: service(tag, {}),
  a2: service(tag, {}),
  b1: service(tag, { wave: 1, rollout: { enabled: true } }),
  b2: service(tag, { wave: 1 }),
  c1: service(tag, { wave: 2 }),
});

describe("the bootstrap pipeline that is interrupted", function () {
  this.timeout(600_000);
  let env: Environment;
  let fleet: Fleet;

  before(async () => {
    env = await sharedEnvironment();
    fleet = await Fleet.create(env.plane, NAME);
    await fleet.write(services("1"));
  });
  after(async () => {
    const { code, stacks } = await fleet.bootstrap("--destroy");
    assert.equal(code, 0, JSON.stringify(stacks));
  });

  it("keeps a second one out, on whatever machine it is", async () => {
    const first = fleet.start("bootstrap", NAME, "--json");
    await said(first, "wave 1");
    const { code, stderr } = await fleet.run("bootstrap", NAME);
    assert.equal(code, 1);
    assert.match(stderr, /Another pipeline works on faults: \S+@\S+, process \d+, since \S+\. Wait for it\./);
    assert.equal(await env.cluster.get("Service", "c1", NAME), undefined);
    await kill(first);
  });

  it("loses nothing when it and an engine are killed in a wave, and completes after that", async () => {
    await leaseOver();
    await settle();
    const first = fleet.start("bootstrap", NAME, "--json");
    await env.cluster.until(
      "wave 2 makes objects",
      async () => (await env.cluster.get("Rollout", "b1", NAME)) !== undefined,
    );
    const [engine] = engines("faults.b1");
    assert.ok(engine, "the engine of b1 runs");
    process.kill(engine, "SIGKILL");
    await kill(first);

    const early = await fleet.run("bootstrap", NAME, "--resume");
    assert.equal(early.code, 1);
    assert.match(early.stderr, /If it was killed, its lease ends at \d\d:\d\d:\d\d UTC by itself\./);

    await leaseOver();
    await settle();
    const locked = await fleet.bootstrap("--resume");
    assert.equal(locked.code, 1);
    const b1 = locked.stacks.find(({ stack }) => stack === "faults.b1");
    assert.equal(b1?.outcome, "locked");
    assert.match(
      b1?.reason ?? "",
      /has had the stack since .*If that run is dead: pulumi cancel --stack faults\.b1$/,
    );
    assert.deepEqual(
      outcomes(locked)["finished"]?.filter((stack) => stack.startsWith("faults.a")),
      ["faults.a1", "faults.a2"],
    );
    assert.deepEqual(outcomes(locked)["remaining"], ["faults.c1"]);

    const { code, output } = await runPulumi(env.plane, ["cancel", "--yes", "--stack", "faults.b1"]);
    assert.equal(code, 0, output);
    const resumed = await fleet.bootstrap("--resume");
    assert.equal(resumed.code, 0, JSON.stringify(resumed));
    assert.deepEqual(outcomes(resumed)["finished"], ["faults.a1", "faults.a2", "faults.b2"]);
    await env.cluster.phase("b1", NAME, "Healthy");
    assert.deepEqual(await env.cluster.names("Service", NAME), ["a1", "a2", "b1", "b2", "c1"]);
    assert.deepEqual(outcomes(await fleet.bootstrap()), {
      unchanged: ["faults", "faults.a1", "faults.a2", "faults.b1", "faults.b2", "faults.c1"],
    });
  });

  it("finishes what runs after one Ctrl-C, begins nothing more, and says what remains", async () => {
    await fleet.write(services("2"));
    const run = fleet.start("bootstrap", NAME, "--json", "--parallel", "1", "--only", "a1,a2,c1");
    await said(run, "wave 1");
    await env.cluster.until("an engine runs", async () => engines("faults.a1").length > 0);
    const ended = endOf(run);
    run.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    const report = reportIn(stdout, stderr);
    assert.equal(code, 3, stderr);
    assert.deepEqual(outcomes(report), { done: ["faults.a1"], remaining: ["faults.a2", "faults.c1"] });
    const resumed = await fleet.bootstrap("--resume", "--only", "a1,a2,c1");
    assert.deepEqual(outcomes(resumed), { done: ["faults.a2", "faults.c1"], finished: ["faults.a1"] });
  });

  it("cancels what runs after a second one, and leaves no lock", async () => {
    await fleet.write({ a1: service("3", { resources: { requests: { cpu: "2000", memory: "16Mi" } } }) });
    const run = fleet.start("bootstrap", NAME, "--json", "--only", "a1");
    await env.cluster.until("the engine waits for the pods", async () => {
      const spec = await env.cluster.field(
        "Deployment",
        "a1",
        NAME,
        "spec",
        "template",
        "spec",
        "containers",
      );
      return Object(spec)[0].image.endsWith(":3");
    });
    const ended = endOf(run);
    run.kill("SIGINT");
    await sleep(1000);
    run.kill("SIGINT");
    const { code } = await ended;
    assert.equal(code, 1);
    await fleet.write({ a1: service("4", {}) });
    const mended = await fleet.bootstrap("--resume", "--only", "a1");
    assert.deepEqual(outcomes(mended), { done: ["faults.a1"] }, JSON.stringify(mended));
  });

  it("has no more releases under way than it may, and says for whom it waits", async () => {
    const canary = (tag: string) => service(tag, { replicaCount: 2, rollout: pausing });
    await fleet.write({ p1: canary("1"), p2: canary("1"), p3: canary("1") });
    assert.equal((await fleet.bootstrap("--only", "p1,p2,p3")).code, 0);
    await fleet.write({ p1: canary("2"), p2: canary("2"), p3: canary("2") });
    const held = await fleet.bootstrap("--only", "p1,p2,p3", "--max-canaries", "1");
    assert.equal(held.code, 3);
    assert.deepEqual(outcomes(held)["remaining"]?.length, 2);
    const [release] = held.releases;
    assert.equal(held.releases.length, 1);
    assert.equal(release?.state, "Paused");
    assert.equal(release?.weight, 50);
    const reason = held.stacks.find(({ outcome }) => outcome === "remaining")?.reason ?? "";
    assert.match(reason, /^p\d waits for a person, and no more than 1 releases may be under way\./);
    await env.argo("promote", release?.name ?? "", "-n", NAME);
    await env.cluster.phase(release?.name ?? "", NAME, "Healthy");
  });

  it("takes over what a killed engine made and did not write down, and destroys that too", async () => {
    const uid = () => env.cluster.field("Rollout", "b1", NAME, "metadata", "uid");
    const withTag = (tag: string) => fleet.write({ b1: service(tag, { rollout: { enabled: true } }) });
    await withTag("5");
    assert.equal((await fleet.bootstrap("--only", `${NAME},b1`)).code, 0);
    const before = await uid();
    await unrecord("faults.b1", "Rollout");
    const mended = await fleet.bootstrap("--only", "b1");
    assert.equal(mended.code, 0, JSON.stringify(mended));
    assert.equal(await uid(), before);
    await withTag("6");
    assert.equal((await fleet.bootstrap("--only", "b1")).code, 0);
    assert.deepEqual(outcomes(await fleet.bootstrap("--only", "b1")), { unchanged: ["faults.b1"] });
    await unrecord("faults.b1", "Rollout");
    assert.equal((await fleet.bootstrap("--only", "b1", "--destroy")).code, 0);
    assert.equal(await env.cluster.get("Rollout", "b1", NAME), undefined);
  });

  /** Makes a state what it is when the engine was killed after the cluster made an object, and before it wrote that down. */
  async function unrecord(stack: string, kind: string): Promise<void> {
    const file = path.join(env.plane.dir, "pulumi/.pulumi/stacks/progressive-delivery", `${stack}.json`);
    const state = JSON.parse(await readFile(file, "utf8"));
    const { latest } = state.checkpoint;
    const isMade = ({ type }: { type: string }): boolean => type.endsWith(`:${kind}`);
    const { id: _id, outputs: _outputs, ...resource } = latest.resources.find(isMade);
    latest.resources = latest.resources.filter((one: { type: string }) => !isMade(one));
    latest.pending_operations = [{ type: "creating", resource }];
    await writeFile(file, JSON.stringify(state));
  }

  /** Ends the pipeline as a lost machine would. */
  async function kill(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** Engines outlive a killed pipeline and end by themselves. */
  async function settle(): Promise<void> {
    await env.cluster.until("no engine runs", async () => engines("faults").length === 0, 120);
  }

  async function leaseOver(): Promise<void> {
    const endsAt = async (): Promise<number> => {
      const spec = Object(await env.cluster.field("Lease", "progressive-delivery-faults", "default", "spec"));
      return spec.renewTime === undefined
        ? 0
        : new Date(spec.renewTime).getTime() + spec.leaseDurationSeconds * 1000;
    };
    await env.cluster.until("the lease is over", async () => (await endsAt()) < Date.now());
  }
});

/** Waits until a process has printed something. */
async function said(child: ChildProcess, words: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let output = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(words)) resolve();
    });
    child.once("close", () => reject(new Error(`It ended without a word of ${words}: ${output}`)));
  });
}

/** Process ids of engines that run a stack, or one whose name begins so. */
function engines(stack: string): number[] {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return lines
    .filter((line) => /^ *\d+ +\S*pulumi (up|destroy) /.test(line) && line.includes(`--stack ${stack}`))
    .map((line) => Number.parseInt(line, 10));
}
