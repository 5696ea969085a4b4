import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { DataObject } from "../../components/config";
import { runPulumi } from "../../scripts/local/pulumi";
import { stackFile } from "../support/stack-file";
import { type Environment, sharedEnvironment } from "./support/environment";
import { Fleet, type FleetJson, outcomes } from "./support/fleet";

const NAME = "layout";
const PLATFORM = "layout-platform";
const service = (values: DataObject, tag = "1"): DataObject => ({
  image: { repository: "registry.example/app", tag },
  resources: { requests: { cpu: "10m", memory: "16Mi" } },
  ...values,
});
const services = {
  cart: service({}),
  pay: service({ rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } }, dependsOn: ["cart"] }),
  web: service({ rollout: { enabled: true, strategy: "blueGreen" }, labels: { team: "front" } }),
};
const kinds = ["Service", "Deployment", "Rollout", "ServiceAccount"] as const;

describe("the layout of a fleet", function () {
  this.timeout(600_000);
  let env: Environment;
  let fleet: Fleet;
  let uids: Readonly<Record<string, string>>;

  const configure = (more: DataObject): Promise<void> =>
    fleet.configure({
      ...{ createNamespace: false, platform: `organization/progressive-delivery/${PLATFORM}`, ownStacks: [] },
      ...more,
    });
  /** Everything of the services in the cluster: an object that was made anew has another UID. */
  async function liveUids(): Promise<Readonly<Record<string, string>>> {
    const lists = await Promise.all(kinds.map((kind) => env.cluster.list(kind, NAME)));
    const objects = lists.flatMap((list, index) =>
      list
        .filter(({ metadata }) => metadata?.name !== "default")
        .map(({ metadata }) => [`${kinds[index] ?? ""} ${metadata?.name ?? ""}`, metadata?.uid ?? ""]),
    );
    return Object.fromEntries(objects);
  }
  const reasons = ({ stacks }: FleetJson): string => JSON.stringify(stacks);
  const stacksOf = ({ stacks }: FleetJson): string[] => stacks.map(({ stack }) => stack);

  before(async () => {
    env = await sharedEnvironment();
    fleet = await Fleet.create(env.plane, NAME);
    await configure({});
    await fleet.write(services);
    const platform = { role: "platform", namespaces: { [NAME]: {} }, controller: { install: false } };
    const file = path.join(fleet.folder, "stacks", `Pulumi.${PLATFORM}.yaml`);
    await writeFile(file, stackFile(platform));
  });

  it("has the platform's stack first, and may have all services in that of the environment", async () => {
    const report = await fleet.bootstrap();
    assert.equal(report.code, 0, reasons(report));
    assert.deepEqual(stacksOf(report), [PLATFORM, NAME]);
    uids = await liveUids();
    assert.equal(Object.keys(uids).length, 10, JSON.stringify(uids));
  });

  it("does not delete a service that is to have a stack of its own, and says how it gets there", async () => {
    await configure({ ownStacks: ["cart", "pay"] });
    const report = await fleet.bootstrap();
    assert.equal(report.code, 1);
    assert.match(
      report.stacks.find(({ stack }) => stack === NAME)?.reason ?? "",
      /services\.cart: Another stack is to have it, and this one has its objects: .* Move it first: npm run move -- layout cart\./,
    );
    assert.deepEqual(outcomes(report)["remaining"], ["layout.cart", "layout.pay"]);
    assert.deepEqual(await liveUids(), uids);
  });

  it("moves services to stacks of their own, and nothing in the cluster is made anew", async () => {
    for (const name of ["cart", "pay"]) {
      const { code, stdout, stderr } = await fleet.run("move", NAME, name);
      assert.equal(code, 0, stderr);
      assert.match(stdout, new RegExp(`^${name} is in layout\\.${name}\\.`));
    }
    const report = await fleet.bootstrap();
    assert.equal(report.code, 0, reasons(report));
    assert.deepEqual(await liveUids(), uids);
    assert.deepEqual(report.releases, []);
    assert.deepEqual(outcomes(await fleet.bootstrap()), {
      unchanged: [NAME, PLATFORM, "layout.cart", "layout.pay"],
    });
    const again = await fleet.run("move", NAME, "cart");
    assert.equal(again.code, 1);
    assert.match(again.stderr, /layout has nothing of cart\./);
  });

  it("moves a service back", async () => {
    await configure({ ownStacks: ["cart"] });
    const { code, stderr } = await fleet.run("move", "layout.pay", "pay");
    assert.equal(code, 0, stderr);
    const report = await fleet.bootstrap();
    assert.equal(report.code, 0, reasons(report));
    assert.deepEqual(await liveUids(), uids);
    assert.match(report.warnings.join("\n"), /The stack layout\.pay is of no service of layout\./);
    // What is left there is the provider: nothing of the cluster.
    const file = path.join(fleet.folder, "stacks", "Pulumi.layout.pay.yaml");
    const away = [
      ["destroy", "--yes", "--stack", "layout.pay", "--config-file", file],
      ["stack", "rm", "layout.pay", "--yes", "--preserve-config"],
    ];
    for (const words of away) {
      const removed = await runPulumi(env.plane, words);
      assert.equal(removed.code, 0, removed.output);
    }
    assert.deepEqual(await liveUids(), uids);
  });

  it("is run as far as it differs from a git revision", async () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", fleet.folder, "-c", "user.name=x", "-c", "user.email=x@example", ...args]);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "one");
    assert.deepEqual((await fleet.bootstrap("--changed-since", "HEAD")).stacks, []);
    await fleet.write({ cart: service({}, "2") });
    const preview = await fleet.bootstrap("--changed-since", "HEAD", "--preview");
    assert.deepEqual(stacksOf(preview), ["layout.cart"], "the environment's own stack has no part in it");
    assert.deepEqual(outcomes(preview), { "to change": ["layout.cart"] });
    const wrong = await fleet.run("bootstrap", NAME, "--changed-since", "nowhere");
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /git archive .*nowhere/s);
  });

  it("is refused where services wait for each other, with the circle", async () => {
    await fleet.write({ cart: service({ dependsOn: ["pay"] }) });
    const { code, stderr } = await fleet.run("bootstrap", NAME);
    assert.equal(code, 1);
    assert.match(stderr, /services\.cart\.dependsOn: cart -> pay -> cart is a circle\./);
    await fleet.write(services);
  });

  it("is run in part by name, and a name of nothing is an error with the nearest one", async () => {
    const some = await fleet.bootstrap("--preview", "--only", "cart,web", "--except", "cart");
    assert.deepEqual(stacksOf(some), [NAME], "the stack that has web");
    const { code, stderr } = await fleet.run("bootstrap", NAME, "--only", "crat");
    assert.equal(code, 1);
    assert.match(stderr, /There is no stack and no service crat\. Did you mean "cart"\?/);
  });

  it("may be shards and groups", async () => {
    await configure({ ownStacks: { groups: { front: { labels: { team: "front" } } } } });
    const grouped = await fleet.bootstrap("--preview", "--only", "web");
    assert.deepEqual(stacksOf(grouped), ["layout.front"]);
    await fleet.write({ pay: service({}) });
    await configure({ ownStacks: { shards: 1 } });
    const shards = await fleet.bootstrap("--preview", "--only", "web");
    assert.deepEqual(stacksOf(shards), ["layout.1of1"]);
    await fleet.write(services);
    await configure({ ownStacks: ["cart"] });
  });

  it("leaves the platform when an environment goes, and takes it away by its own name", async () => {
    const report = await fleet.bootstrap("--destroy");
    assert.deepEqual(outcomes(report), { destroyed: [NAME, "layout.cart"] }, reasons(report));
    assert.ok(await env.cluster.get("Namespace", NAME));
    const platform = new Fleet(env.plane, fleet.folder, PLATFORM);
    assert.deepEqual(outcomes(await platform.bootstrap("--destroy")), { destroyed: [PLATFORM] });
    assert.equal(await env.cluster.get("Namespace", NAME), undefined);
  });
});
