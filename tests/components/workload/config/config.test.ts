import assert from "node:assert/strict";
import { type DataObject } from "../../../../components/config";
import { planWorkload } from "../../../../components/workload";
import { assertContains } from "../../../support/contains";
import { subjectOf } from "../../../support/services";

const plan = (...layers: DataObject[]) => planWorkload(subjectOf(...layers));
const configMaps = (...layers: DataObject[]) =>
  plan(...layers).prerequisites.filter(({ kind }) => kind === "ConfigMap");
const namesOf = (...layers: DataObject[]) => configMaps(...layers).map(({ metadata }) => metadata.name);
const podOf = (...layers: DataObject[]) => Object(plan(...layers).workload["spec"]).template.spec;

const files = { configFiles: { "/etc/pay/a.yaml": "x: 1", "/opt/b.txt": "b" } };
const variables = { configEnv: { MODE: "fast", LEVEL: "info" } };

describe("config of a service", () => {
  it("is a ConfigMap that nobody can change, named after its text", () => {
    const [made, ...others] = configMaps(files);
    assert.deepEqual(others, []);
    assert.match(made?.metadata.name ?? "", /^pay-config-[0-9a-f]{8}$/);
    assertContains(made, {
      immutable: true,
      metadata: { labels: { "progressive-delivery/config-of": "pay" } },
      data: { "0-a.yaml": "x: 1", "1-b.txt": "b" },
    });
  });

  it("is mounted where the values say, one volume per folder", () => {
    const [name = ""] = namesOf(files);
    assertContains(podOf(files), {
      containers: [
        {
          volumeMounts: [
            { name: "config-0", mountPath: "/etc/pay", readOnly: true },
            { name: "config-1", mountPath: "/opt", readOnly: true },
          ],
        },
      ],
      volumes: [
        { name: "config-0", configMap: { name, items: [{ key: "0-a.yaml", path: "a.yaml" }] } },
        { name: "config-1", configMap: { name, items: [{ key: "1-b.txt", path: "b.txt" }] } },
      ],
    });
  });

  it("sets variables, under those of env", () => {
    const [name = ""] = namesOf(variables);
    assert.match(name, /^pay-env-[0-9a-f]{8}$/);
    assertContains(configMaps(variables)[0], { immutable: true, data: variables.configEnv });
    const env = [{ name: "MODE", value: "slow" }];
    const [container] = podOf(variables, { env }).containers;
    assertContains(container, { envFrom: [{ configMapRef: { name } }], env });
  });

  it("rolls the pods when its text changes, and has the same name for the same text", () => {
    const changed = { configFiles: { "/opt/b.txt": "other" } };
    assert.notDeepEqual(podOf(files), podOf(files, changed));
    assert.notDeepEqual(namesOf(files), namesOf(files, changed));
    assert.notDeepEqual(podOf(variables), podOf(variables, { configEnv: { MODE: "slow" } }));
    const reordered = { configEnv: { LEVEL: "info", MODE: "fast" } };
    assert.deepEqual(namesOf(variables), namesOf(reordered));
  });

  it("leaves no trace where there is none", () => {
    assert.deepEqual(configMaps(), []);
    const { volumes, containers } = podOf();
    const names = [volumes, containers[0].volumeMounts].map((list) =>
      (list ?? []).map(({ name }: { name: string }) => name),
    );
    assert.deepEqual([containers[0].envFrom, ...names], [undefined, ["tmp"], ["tmp"]]);
  });
});
