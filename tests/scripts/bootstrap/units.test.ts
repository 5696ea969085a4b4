import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dump } from "js-yaml";
import type { DataObject } from "../../../components/config";
import { changed, chosen } from "../../../scripts/bootstrap/choose";
import { hashOf, inputsOf } from "../../../scripts/bootstrap/inputs";
import { loadFleet } from "../../../scripts/bootstrap/load-fleet";
import { loadEnvironment } from "../../../scripts/config/load";
import { temporaryFolder } from "../../support/files";

const image = { repository: "registry.example/app", tag: "1" };
const basic = { image, resources: { requests: { cpu: "10m", memory: "16Mi" } } };

describe("the stacks of a fleet", () => {
  const folderOf = temporaryFolder();

  function project(
    stacks: Readonly<Record<string, DataObject>>,
    services: Readonly<Record<string, DataObject>>,
  ): string {
    const folder = folderOf({ "Pulumi.yaml": "name: shop\nruntime: nodejs\nstackConfigDir: stacks\n" });
    for (const [stack, { secretsprovider, ...config }] of Object.entries(stacks)) {
      const keys = Object.entries(config).map(([key, value]) => [`shop:${key}`, value]);
      const file = { ...(secretsprovider && { secretsprovider }), config: Object.fromEntries(keys) };
      write(folder, `stacks/Pulumi.${stack}.yaml`, file);
    }
    for (const [name, values] of Object.entries(services))
      write(folder, `catalog/${name}/values.yaml`, values);
    return folder;
  }

  function write(folder: string, name: string, data: DataObject): void {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), dump(data));
  }

  const prod = (more: DataObject = {}): DataObject => ({
    ...{ environment: "prod", namespace: "shop", catalog: "catalog", controller: { install: false } },
    ...more,
  });
  const wavesOf = async (folder: string, name = "prod"): Promise<string[][]> =>
    (await loadFleet(folder, name, "code")).waves.map((units) => units.map(({ stack }) => stack));
  const refusal = async (folder: string, name = "prod"): Promise<string> => {
    try {
      await loadFleet(folder, name, "code");
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
    return "accepted";
  };

  it("are the platform's, the environment's, and one per service in waves", async () => {
    const folder = project(
      {
        prod: prod({ ownStacks: "all", platform: "acme/shop/base" }),
        base: { role: "platform", controller: { install: false } },
        "prod.pay": { ...prod({ role: "service", service: "pay", createNamespace: false }) },
      },
      { cart: basic, pay: { ...basic, dependsOn: ["cart"] }, web: { ...basic, wave: 1 } },
    );
    assert.deepEqual(await wavesOf(folder), [["base"], ["prod"], ["prod.cart"], ["prod.pay"], ["prod.web"]]);
    assert.deepEqual(await wavesOf(folder, "base"), [["base"]]);
  });

  it("do not hide the environment from commands that need one stack of it", async () => {
    const folder = project(
      { prod: prod(), "prod.pay": prod({ role: "service", service: "pay", createNamespace: false }) },
      { cart: basic, pay: basic },
    );
    const { stack, services } = await loadEnvironment({ environment: "prod", project: folder });
    assert.deepEqual([stack, services.size], ["prod", 2]);
  });

  it("leave a platform of another project alone", async () => {
    const folder = project(
      { prod: prod({ platform: "acme/other/base" }), base: { role: "platform" } },
      { pay: basic },
    );
    assert.deepEqual(await wavesOf(folder), [["prod"]]);
  });

  it("of services say nothing that is the environment's", async () => {
    const config = prod({
      ...{ ownStacks: ["pay"], platform: "acme/shop/base", analysisSecrets: { key: { existing: true } } },
      ...{ services: { pay: { replicaCount: 3 }, cart: { replicaCount: 2 } }, context: "east" },
    });
    const folder = project({ prod: config }, { pay: basic, cart: basic });
    const unit = (await loadFleet(folder, "prod", "code")).waves
      .flat()
      .find(({ stack }) => stack === "prod.pay");
    assert.deepEqual(unit?.config, {
      ...{ environment: "prod", namespace: "shop", catalog: "catalog", context: "east" },
      ...{
        role: "services",
        selection: { names: ["pay"] },
        createNamespace: false,
        controller: { install: false },
      },
      services: { pay: { replicaCount: 3 } },
    });
    assert.deepEqual([...(unit.catalog?.services.keys() ?? [])], ["pay"]);
  });

  it("cannot be run with a mistake in any service, with a secret to hand on, or against their order", async () => {
    const own = { prod: prod({ ownStacks: "all" }) };
    assert.match(
      await refusal(project(own, { pay: { ...basic, replicaCount: -1 }, cart: { imag: 1 } })),
      /^Nothing was begun: prod has mistakes\.\n {2}services\.cart\.imag: .*\n(.*\n)* {2}services\.pay\.replicaCount: -1 /,
    );
    const secret = { prod: prod({ ownStacks: "all", kubeconfig: { secure: "x" } }) };
    assert.match(
      await refusal(project(secret, { pay: basic })),
      /^kubeconfig: The value is encrypted for the stack/,
    );
    const shards = { prod: prod({ ownStacks: { shards: 1 } }) };
    assert.match(
      await refusal(project(shards, { pay: basic, web: { ...basic, wave: 1 } })),
      /^prod\.1of1 has services of the waves 0, 1\. Give each service a stack of its own/,
    );
    const groups = { one: { names: ["pay", "web"] }, two: { names: ["cart"] } };
    assert.match(
      await refusal(
        project(
          { prod: prod({ ownStacks: { groups } }) },
          { pay: { ...basic, dependsOn: ["cart"] }, cart: { ...basic, dependsOn: ["web"] }, web: basic },
        ),
      ),
      /^The stacks prod\.one -> prod\.two -> prod\.one wait for each other in a circle\./,
    );
    const single = { "prod.pay": prod({ role: "service", service: "pay", createNamespace: false }) };
    assert.match(
      await refusal(project(single, { pay: basic })),
      /has role: service\. Name that of its environment\./,
    );
  });

  it("differ from earlier ones where something of theirs does", async () => {
    const services = { cart: basic, pay: basic };
    const load = async (config: DataObject, files: Readonly<Record<string, DataObject>>, code = "code") =>
      (await loadFleet(project({ prod: prod({ ownStacks: ["pay"], ...config }) }, files), "prod", code))
        .waves;
    const former = await load({}, services);
    const differing = async (...args: Parameters<typeof load>): Promise<string[]> =>
      changed(await load(...args), former).flatMap((units) => units.map(({ stack }) => stack));
    assert.deepEqual(await differing({}, services), []);
    assert.deepEqual(await differing({}, { ...services, pay: { ...basic, replicaCount: 2 } }), ["prod.pay"]);
    assert.deepEqual(await differing({}, { ...services, cart: { ...basic, replicaCount: 2 } }), ["prod"]);
    assert.deepEqual(await differing({ services: { pay: { replicaCount: 2 } } }, services), [
      "prod",
      "prod.pay",
    ]);
    assert.deepEqual(await differing({ defaults: { replicaCount: 2 } }, services), ["prod", "prod.pay"]);
    assert.deepEqual(await differing({}, services, "other"), ["prod", "prod.pay"]);
    assert.deepEqual(await differing({}, { ...services, web: basic }), ["prod"]);
  });

  it("are chosen by the names of stacks and services", async () => {
    const folder = project({ prod: prod({ ownStacks: ["pay"] }) }, { cart: basic, pay: basic });
    const { waves } = await loadFleet(folder, "prod", "code");
    const names = (only: string[], except: string[]) =>
      chosen(waves, only, except).flatMap((units) => units.map(({ stack }) => stack));
    assert.deepEqual(names([], []), ["prod", "prod.pay"]);
    assert.deepEqual(names(["pay"], []), ["prod.pay"]);
    assert.deepEqual(names(["cart"], []), ["prod"]);
    assert.deepEqual(names([], ["prod.pay"]), ["prod"]);
    assert.throws(
      () => chosen(waves, ["crat"]),
      /There is no stack and no service crat\. Did you mean "cart"\?/,
    );
  });

  it("know whether a freeze holds, which changes what runs without a change of a file", async () => {
    const frozen = async (until: string): Promise<boolean> => {
      const folder = project({ prod: prod({ freeze: { until, reason: "holidays" } }) }, { pay: basic });
      return (await loadFleet(folder, "prod", "code")).isFrozen;
    };
    assert.deepEqual([await frozen("2999-01-01Z"), await frozen("2001-01-01Z")], [true, false]);
    const catalog = { services: new Map(), presets: {}, presetsFile: undefined, findings: [] };
    const hash = (isFrozen: boolean) => inputsOf("pay", {}, catalog, { code: "code", isFrozen });
    assert.notEqual(hash(true), hash(false));
  });

  it("have hashes that do not depend on the order of keys", () => {
    assert.equal(hashOf({ a: 1, b: { c: 2, d: undefined } }), hashOf({ b: { c: 2 }, a: 1 }));
    assert.notEqual(hashOf({ a: [1, 2] }), hashOf({ a: [2, 1] }));
  });
});
