import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { loadAll } from "js-yaml";
import { type Data, isDataObject, podKeys, valueAt } from "../../components/config";
import { planWorkload } from "../../components/workload";
import { resolveTools } from "../../scripts/local/toolchain";
import { podWithAll } from "../support/pod-with-all";
import { subjectOf } from "../support/services";

/** What of a value the schema of a CRD does not know, or has with another type or another word. */
function strange(value: Data, schema: Data, at = "template"): string[] {
  if (!isDataObject(schema)) return [`${at} is not known`];
  if (schema["x-kubernetes-int-or-string"] === true)
    return typeof value === "string" || typeof value === "number" ? [] : [`${at} is no text and no number`];
  // Volumes and quantities, which the API server checks in the ReplicaSet: tests/e2e/accepted-specs.test.ts.
  if (schema["x-kubernetes-preserve-unknown-fields"] === true) return [];
  const { type, properties, items, additionalProperties, required = [], enum: words } = schema;
  if (Array.isArray(words) && !words.some((word) => word === value)) return [`${at} is ${String(value)}`];
  if (Array.isArray(value))
    return type === "array"
      ? value.flatMap((one, index) => strange(one, items, `${at}[${index}]`))
      : [`${at} is a list`];
  if (!isDataObject(value))
    return typeOf(value) === type ? [] : [`${at} is ${typeOf(value)}, not ${String(type)}`];
  const missing = [required].flat().filter((key) => !Object.hasOwn(value, String(key)));
  return [
    ...missing.map((key) => `${at}.${String(key)} is missing`),
    ...Object.entries(value).flatMap(([key, one]) =>
      strange(one, isDataObject(properties) ? properties[key] : additionalProperties, `${at}.${key}`),
    ),
  ];
}

function typeOf(value: Data): string {
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}

describe("the pods of a service", () => {
  let schema: Data;

  before(async () => {
    const tools = await resolveTools(["rollouts-install.yaml"]);
    const objects: Data[] = JSON.parse(
      JSON.stringify(loadAll(await readFile(tools["rollouts-install.yaml"].path, "utf8"))),
    );
    const crd = objects.find((one) => valueAt(one, ["spec", "names", "kind"]) === "Rollout") ?? {};
    const spec = ["schema", "openAPIV3Schema", "properties", "spec", "properties", "template"];
    schema = valueAt(crd, ["spec", "versions", 0, ...spec]);
  });

  const rendered = (enabled: boolean): Data => {
    const { workload } = planWorkload(subjectOf(podWithAll, { rollout: { enabled } }));
    return valueAt(JSON.parse(JSON.stringify(workload)), ["spec", "template"]);
  };

  it("are what the CRD of a Rollout takes, with every key that the values know", () => {
    for (const enabled of [true, false]) assert.deepEqual(strange(rendered(enabled), schema), []);
  });

  it("would show a key that the CRD does not have", () => {
    const misspelt = { spec: { containers: [{ name: "pay", livenesProbe: {} }], hostname: 1 } };
    assert.deepEqual(strange(misspelt, schema), [
      "template.spec.containers[0].livenesProbe is not known",
      "template.spec.hostname is integer, not string",
    ]);
  });

  it("are shown here with every key of the values, drainSeconds apart, which is a hook", () => {
    const silent = Object.keys(podKeys).filter((key) => !Object.hasOwn(podWithAll, key));
    assert.deepEqual(silent, ["drainSeconds"]);
  });
});
