import assert from "node:assert/strict";
import { z } from "zod";
import { analysisTemplate, type Data, formatFinding, isDataObject } from "../../../components/config";
import { metricProvider } from "../../../components/config/providers";
import { checkTemplates } from "../../../components/rules";
import { describeGolden } from "../../support/golden";
import { goldenFolder, providerCases, providerText } from "./provider-cases";

describeGolden(
  "what a metric of each provider is rendered to",
  goldenFolder,
  providerCases.map((one) => ({ file: `${one.name}.yaml`, title: one.name, text: () => providerText(one) })),
);

describe("the metrics of all providers", () => {
  it("say every key that a provider has", () => {
    const said = new Set(
      providerCases.flatMap(({ template }) =>
        (template.metrics ?? []).flatMap(({ provider }) => keysIn(plain(provider))),
      ),
    );
    const schema = plain(z.toJSONSchema(metricProvider, { io: "input", unrepresentable: "any" }));
    const missing = keysOf(schema).filter(
      (key) => !said.has(key) && !/^(job\.(spec|metadata)|plugin|datadog\.queries)\./.test(key),
    );
    assert.deepEqual(missing, []);
  });

  it("break no rule", () => {
    for (const { name, template } of providerCases) {
      const templates = { [name]: analysisTemplate.parse(template) };
      const findings = checkTemplates(templates, { isClusterWide: true, around: {} }, [], {});
      assert.deepEqual(findings.map(formatFinding), []);
    }
  });
});

function plain(value: unknown): Data {
  const data: Data = JSON.parse(JSON.stringify(value));
  return data;
}

/** `prometheus.headers.key`: lists are passed through. */
function keysIn(value: Data, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysIn(one, path));
  if (!isDataObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [...path, key].join("."),
    ...keysIn(inner, [...path, key]),
  ]);
}

function keysOf(schema: Data, path: readonly string[] = []): string[] {
  if (!isDataObject(schema)) return [];
  const properties = isDataObject(schema["properties"]) ? schema["properties"] : {};
  return [
    ...Object.entries(properties).flatMap(([key, inner]) => [
      [...path, key].join("."),
      ...keysOf(inner, [...path, key]),
    ]),
    ...keysOf(schema["items"], path),
  ];
}
