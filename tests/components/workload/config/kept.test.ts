import assert from "node:assert/strict";
import fc from "fast-check";
import { CONFIG_OF, emptyCluster, type LiveConfig, type LiveConfigMap } from "../../../../components/config";
import type { Manifest, Subject } from "../../../../components/manifests";
import { manifestsOf, planWorkload } from "../../../../components/workload";
import { keptConfig, renderConfig } from "../../../../components/workload/config";
import { subjectOf } from "../../../support/services";

type Found = [string, LiveConfigMap];

const withText = (text: string, key: "configFiles" | "configEnv" = "configFiles"): Subject =>
  subjectOf(
    key === "configFiles" ? { configFiles: { "/etc/pay/a.yaml": text } } : { configEnv: { MODE: text } },
  );

/** As a reading of the cluster gives what was registered. */
function inCluster({ metadata, immutable, data }: Manifest): Found {
  const service = String(metadata.labels?.[CONFIG_OF]);
  const texts = Object.entries(Object(data)).map(([key, text]) => [key, String(text)]);
  const found = { namespace: "shop", service, immutable: immutable === true };
  return [metadata.name, { ...found, data: Object.fromEntries(texts) }];
}

const subjects = ["a", "b", "c", "d"].flatMap((text) => [
  withText(text, "configFiles"),
  withText(text, "configEnv"),
]);
const subject = fc.constantFrom(...subjects);
/** Made by an earlier run of the same service. */
const own = fc.constantFrom(...subjects.flatMap(renderConfig).map(inCluster));
/** Of another service or namespace, or with text that does not fit the name. */
const foreign = fc.oneof(
  own.map(([name, found]): Found => [`cart${name.slice(3)}`, { ...found, service: "cart" }]),
  own.map(([name, found]): Found => [name.replace(/.{4}$/, "zzzz"), found]),
  own.map(([name, found]): Found => [`${name}-copy`, found]),
  own.map(([name, found]): Found => [name, { ...found, service: "cart" }]),
  own.map(([name, found]): Found => [name, { ...found, namespace: "other" }]),
  own.map(([, found]): Found => ["settings", { ...found, immutable: false }]),
);

const cluster = fc
  .record({ own: fc.array(own), foreign: fc.array(foreign), isUsed: fc.func(fc.boolean()) })
  .map(({ own: mine, foreign: others, isUsed }) => {
    const configMaps = new Map([...others, ...mine]);
    const used = [...configMaps.keys()].filter((name) => isUsed(name));
    const live: LiveConfig = {
      configMaps,
      inUse: new Set([...used, "elsewhere"]),
    };
    return { live, mine: new Map(mine) };
  });

const nameOf = ({ metadata }: Manifest): string => metadata.name;

describe("the config of earlier versions", () => {
  it("is kept exactly where it is the service's own, in use, and not today's", () => {
    fc.assert(
      fc.property(cluster, subject, ({ live, mine }, today) => {
        const current = renderConfig(today).map(nameOf);
        const kept = keptConfig(today, renderConfig(today), live).map(nameOf);
        const expected = [...mine.keys()].filter((name) => live.inUse.has(name) && !current.includes(name));
        assert.deepEqual(kept.sort(), expected.sort());
      }),
    );
  });

  it("is registered as the run that made it registered it", () => {
    fc.assert(
      fc.property(subject, (one) => {
        const before = renderConfig(one);
        const configMaps = new Map(before.map(inCluster));
        const live = { configMaps, inUse: new Set(configMaps.keys()) };
        assert.deepEqual(keptConfig(subjectOf(), [], live), before);
      }),
    );
  });

  const old = renderConfig(withText("old"));
  const live: LiveConfig = {
    configMaps: new Map(old.map(inCluster)),
    inUse: new Set(old.map(nameOf)),
  };
  const seen = { ...emptyCluster, config: live };

  for (const rollout of [{ enabled: false }, { enabled: true }]) {
    it(`stays in a service that has no config any longer (rollout.enabled: ${String(rollout.enabled)})`, () => {
      const plan = planWorkload({ ...subjectOf({ rollout }), live: seen });
      assert.deepEqual(
        plan.prerequisites.filter(({ kind }) => kind === "ConfigMap"),
        old,
      );
    });
  }

  it("stays while the pods are taken from another workload", () => {
    const workloadRef = { apiVersion: "apps/v1", kind: "Deployment", name: "pay-pods" };
    const service = { selector: { app: "pay" } };
    const values = { image: null, service, rollout: { enabled: true, workloadRef } };
    assert.deepEqual(planWorkload({ ...subjectOf(values), live: seen }).prerequisites.slice(-1), old);
  });

  it("is taken back by its id where the cluster has it, and left in the cluster only where nothing is known of that", () => {
    const subject = subjectOf({ configFiles: { "/etc/pay/a.yaml": "new" }, configEnv: { MODE: "new" } });
    const known = planWorkload({ ...subject, live: seen });
    assert.deepEqual(
      [...known.idsInCluster].map(([manifest, id]) => [nameOf(manifest), id]),
      old.map((one) => [nameOf(one), `shop/${nameOf(one)}`]),
    );
    assert.equal(known.kept.size, 0);
    const unknown = planWorkload(subject);
    assert.equal(unknown.idsInCluster.size, 0);
    assert.deepEqual(
      [...unknown.kept],
      manifestsOf(unknown).filter(({ kind }) => kind === "ConfigMap"),
    );
    assert.equal(unknown.kept.size, 2);
  });
});
