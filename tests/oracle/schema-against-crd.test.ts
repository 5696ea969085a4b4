import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { loadAll } from "js-yaml";
import { z } from "zod";
import { analysisTemplate, type Data, isDataObject, service } from "../../components/config";
import { resolveTools } from "../../scripts/local/toolchain";

/** Keys that the schema of the CRD describes in full and that are handed on here as they are. */
const freeForm = [/^metrics\.provider\.job\.(spec|metadata)\./];
/** Keys of templates of which others are made here, or that are for people and checks. */
const ownOfTemplates = /^(metrics\.(min|max|value|onNoData)|args\.(type|description))$/;
/** Keys of a Rollout that are made from the service's other values. */
const madeElsewhere = /^(replicas|selector|template|restartAt)(\.|$)/;

function at(data: Data, ...path: readonly string[]): Data {
  return path.reduce<Data>((value, part) => (isDataObject(value) ? value[part] : undefined), data);
}

/** `canary.steps.setWeight`: every key below a schema, lists and maps passed through. */
function keysOf(schema: Data, path: readonly string[] = []): string[] {
  if (!isDataObject(schema)) return [];
  const inside = ["items", "additionalProperties"].map((key) => schema[key]);
  const choices = ["anyOf", "allOf", "oneOf"]
    .map((key) => schema[key])
    .flatMap((list) => (Array.isArray(list) ? list : []));
  const properties = Object.entries(isDataObject(schema["properties"]) ? schema["properties"] : {});
  return [
    ...properties.flatMap(([key, value]) => [[...path, key].join("."), ...keysOf(value, [...path, key])]),
    ...[...inside, ...choices].flatMap((one) => keysOf(one, path)),
  ];
}

function ours(schema: z.ZodType, ...path: readonly string[]): Set<string> {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const data: Data = JSON.parse(JSON.stringify(json));
  return new Set(keysOf(at(data, ...path)));
}

describe("the schemas know what the controller's own know", () => {
  const crds = new Map<string, Data>();
  const theirs = (kind: string): string[] => {
    const keys = keysOf(crds.get(kind)).filter((key) => !freeForm.some((one) => one.test(key)));
    return [...new Set(keys)];
  };

  before(async () => {
    const tools = await resolveTools(["rollouts-install.yaml"]);
    for (const object of loadAll(await readFile(tools["rollouts-install.yaml"].path, "utf8"))) {
      const crd: Data = JSON.parse(JSON.stringify(object));
      const [version] = [at(crd, "spec", "versions")].flat();
      const spec = at(version, "schema", "openAPIV3Schema", "properties", "spec");
      if (at(crd, "kind") === "CustomResourceDefinition")
        crds.set(String(at(crd, "spec", "names", "kind")), spec);
    }
  });

  it("every key of a Rollout, and none that it has not", () => {
    const asOurs = (key: string) => key.replace(/^strategy\./, "");
    const upstream = theirs("Rollout")
      .filter((key) => key !== "strategy" && !madeElsewhere.test(key))
      .map(asOurs);
    const known = ours(service, "properties", "rollout");
    const own = (key: string) =>
      /^(enabled|strategy|gates|shard|notifications(\.subscribe)?)$|\.gate$/.test(key);
    assert.ok(upstream.length > 250, `only ${upstream.length} keys were found in the CRD`);
    assert.deepEqual(
      upstream.filter((key) => !known.has(key)),
      [],
    );
    const all = new Set(upstream);
    assert.deepEqual(
      [...known].filter((key) => !all.has(key) && !own(key) && !madeElsewhere.test(key)),
      [],
    );
  });

  it("every key of an AnalysisTemplate and a ClusterAnalysisTemplate, and none that they have not", () => {
    const known = ours(analysisTemplate);
    for (const kind of ["AnalysisTemplate", "ClusterAnalysisTemplate"]) {
      const upstream = theirs(kind);
      assert.ok(upstream.length > 100, `only ${upstream.length} keys were found in the CRD`);
      assert.deepEqual(
        upstream.filter((key) => !known.has(key)),
        [],
        kind,
      );
      const all = new Set(upstream);
      assert.deepEqual(
        [...known].filter((key) => !all.has(key) && !ownOfTemplates.test(key)),
        [],
        kind,
      );
    }
  });
});
