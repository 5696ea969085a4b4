import assert from "node:assert/strict";
import { type DataObject, isDataObject } from "../../components/config";
import { generatedServices } from "../support/fleet-catalog";
import { type Environment, MORE_THAN_ANY_NODE_HAS, sharedEnvironment } from "./support/environment";
import { Fleet, type FleetJson, outcomes } from "./support/fleet";

const NAME = "fleet";
const services = generatedServices({ seed: 7, count: 24, waves: 2 });
const names = Object.keys(services);
const stackOf = (name: string): string => `${NAME}.${name}`;
const isRollout = (name: string): boolean => isDataObject(services[name]?.["rollout"]);

describe("the bootstrap pipeline", function () {
  this.timeout(900_000);
  let env: Environment;
  let fleet: Fleet;

  const kindOf = (name: string) => (isRollout(name) ? "Rollout" : "Deployment");
  const withTag = (name: string, tag: string): DataObject => ({
    ...services[name],
    image: { repository: "registry.example/app", tag },
  });
  const liveTag = async (name: string): Promise<string> => {
    const containers = await env.cluster.field(
      kindOf(name),
      name,
      NAME,
      "spec",
      "template",
      "spec",
      "containers",
    );
    const image: string = Object(containers)[0].image;
    return image.split(":").at(-1) ?? "";
  };
  const reasons = ({ stacks }: FleetJson): string =>
    stacks.flatMap(({ stack, reason }) => (reason === undefined ? [] : `${stack}: ${reason}`)).join("\n");

  before(async () => {
    env = await sharedEnvironment();
    fleet = await Fleet.create(env.plane, NAME);
    await fleet.write(services);
  });

  it("brings an environment up from nothing, a stack per service, in the order of its waves", async () => {
    const report = await fleet.bootstrap();
    assert.equal(report.code, 0, reasons(report));
    assert.deepEqual(outcomes(report), { done: [NAME, ...names.map(stackOf)].sort() });
    for (const kind of ["Deployment", "Rollout"] as const) {
      const wanted = names.filter((name) => kindOf(name) === kind).sort();
      assert.ok(wanted.length > 3, kind);
      assert.deepEqual(await env.cluster.names(kind, NAME), wanted);
    }
    assert.deepEqual(
      report.releases.map(({ name, state }) => `${name} ${state}`).sort(),
      names
        .filter(isRollout)
        .map((name) => `${name} Healthy`)
        .sort(),
    );
    const place = new Map(report.stacks.map(({ stack }, index) => [stack, index]));
    const placeOf = (name: string): number => place.get(stackOf(name)) ?? -1;
    const waveOf = (name: string): number => Number(services[name]?.["wave"]);
    for (const name of names) {
      const dependsOn = services[name]?.["dependsOn"];
      if (Array.isArray(dependsOn))
        for (const other of dependsOn.map(String))
          assert.ok(placeOf(other) < placeOf(name), `${name} ${other}`);
      for (const other of names)
        if (waveOf(other) < waveOf(name)) assert.ok(placeOf(other) < placeOf(name), `${name} ${other}`);
    }
  });

  it("has nothing to do the second time", async () => {
    const again = await fleet.bootstrap();
    assert.deepEqual(outcomes(again), { unchanged: [NAME, ...names.map(stackOf)].sort() }, reasons(again));
  });

  it("updates the services whose image changed and no others, and follows their releases", async () => {
    const changed = names.filter((_, index) => index % 5 === 0);
    assert.equal(changed.length, 5);
    await fleet.write(Object.fromEntries(changed.map((name) => [name, withTag(name, "2")])));
    const report = await fleet.bootstrap("--resume");
    assert.equal(report.code, 0, reasons(report));
    const others = names.filter((name) => !changed.includes(name));
    assert.deepEqual(outcomes(report), {
      ...{ done: changed.map(stackOf).sort(), finished: others.map(stackOf).sort(), unchanged: [NAME] },
    });
    assert.deepEqual(
      report.releases.map(({ name, state }) => `${name} ${state}`).sort(),
      changed
        .filter(isRollout)
        .map((name) => `${name} Healthy`)
        .sort(),
    );
    for (const name of names) assert.equal(await liveTag(name), changed.includes(name) ? "2" : "1");
  });

  it("stops at the end of a wave with a failure, says why, and goes on when that is mended", async () => {
    const first = names.filter((name) => services[name]?.["wave"] === 0);
    const later = names.filter((name) => services[name]?.["wave"] === 1);
    const [failing = "", fine = ""] = first.filter(
      (name) => isRollout(name) && services[name]?.["dependsOn"] === undefined,
    );
    const [next = ""] = later;
    await fleet.write({
      [failing]: {
        ...withTag(failing, "3"),
        resources: { requests: { cpu: MORE_THAN_ANY_NODE_HAS, memory: "16Mi" } },
        rollout: { enabled: true, progressDeadlineSeconds: 10, canary: { steps: [{ setWeight: 50 }] } },
        wait: "healthy",
      },
      [fine]: withTag(fine, "3"),
      [next]: withTag(next, "3"),
    });
    const report = await fleet.bootstrap("--resume", "--stop-on", "wave");
    assert.equal(report.code, 1);
    const failed = report.stacks.find(({ stack }) => stack === stackOf(failing));
    assert.equal(failed?.outcome, "failed");
    assert.match(failed?.reason ?? "", new RegExp(`The Rollout ${failing} does not get ready`));
    assert.equal(await liveTag(fine), "3");
    assert.equal(report.stacks.find(({ stack }) => stack === stackOf(next))?.outcome, "remaining");
    const again = await fleet.bootstrap("--resume", "--only", failing);
    assert.deepEqual(
      outcomes(again),
      { failed: [stackOf(failing)] },
      "an update that failed is not finished",
    );

    await fleet.write({ [failing]: withTag(failing, "4") });
    const mended = await fleet.bootstrap("--resume");
    assert.equal(mended.code, 0, reasons(mended));
    assert.deepEqual(outcomes(mended)["done"], [failing, next].map(stackOf).sort());
    assert.deepEqual([await liveTag(failing), await liveTag(next)], ["4", "3"]);
  });

  it("refuses a mistake in any service before anything is begun", async () => {
    const [name = ""] = names;
    await fleet.write({ [name]: { ...withTag(name, "9"), replicaCount: -1 } });
    const { code, stderr } = await fleet.run("bootstrap", NAME);
    assert.equal(code, 1);
    assert.match(
      stderr,
      new RegExp(`Nothing was begun: fleet has mistakes\\.\\n  services\\.${name}\\.replicaCount: -1 `),
    );
    await fleet.write({ [name]: withTag(name, "2") });
  });

  it("finds no drift, and then what somebody changed", async () => {
    const [name = ""] = names.filter(
      (one) => !isRollout(one) && services[one]?.["autoscaling"] === undefined,
    );
    const clean = await fleet.run("drift", NAME, "--json");
    assert.equal(clean.code, 0, clean.stdout + clean.stderr);
    await env.cluster.scale("Deployment", name, NAME, 7);
    const { code, stdout, stderr } = await fleet.run("drift", NAME, "--json");
    assert.equal(code, 2, stdout + stderr);
    const report: FleetJson = JSON.parse(stdout);
    assert.deepEqual(
      report.stacks
        .filter(({ outcome }) => outcome === "drifted")
        .map(({ stack, objects }) => [stack, objects]),
      [[stackOf(name), [`Deployment ${name}`]]],
    );
  });

  it("destroys all of it the other way round, and forgets the stacks of the services", async () => {
    const report = await fleet.bootstrap("--destroy");
    assert.equal(report.code, 0, reasons(report));
    assert.deepEqual(outcomes(report), { destroyed: [NAME, ...names.map(stackOf)].sort() });
    assert.equal(report.stacks.at(-1)?.stack, NAME);
    assert.equal(await env.cluster.get("Namespace", NAME), undefined);
    const left = await fleet.bootstrap("--preview", "--only", NAME);
    assert.deepEqual(left.warnings, []);
    const [stack] = left.stacks;
    assert.ok((stack?.changes["create"] ?? 0) >= 2, JSON.stringify(stack));
  });
});
