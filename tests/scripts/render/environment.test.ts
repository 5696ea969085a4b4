import assert from "node:assert/strict";
import fc from "fast-check";
import { load } from "js-yaml";
import { type DataObject, isDataObject } from "../../../components/config";
import type { Manifest } from "../../../components/manifests";
import { renderEnvironment } from "../../../scripts/render/environment";
import { readCatalog } from "../../../stacks/catalog";
import { declaredSurroundings, parseEnvironment, planEnvironment } from "../../../stacks/plan-environment";
import { environmentManifests, type StackManifests } from "../../../stacks/stack-manifests";
import { goldenCases } from "../../components/routing/golden-cases";
import { installManifest } from "../../support/install-manifest";
import { values } from "../../support/services";

const installed = { manifest: installManifest, counts: {} };

function manifestsOf(config: DataObject, install: typeof installed | undefined = undefined): StackManifests {
  const environment = parseEnvironment({
    environment: "dev",
    namespace: "shop",
    controller: { install: false },
    ...config,
  });
  const around = declaredSurroundings(environment);
  const plan = planEnvironment(environment, readCatalog("/nowhere", "dev"), around);
  return environmentManifests(environment, plan, around, install);
}

const rendered = (services: DataObject) => renderEnvironment("dev", manifestsOf({ services })).files;

function manifestIn(files: ReadonlyMap<string, string>, file: string): Manifest {
  const manifest: Manifest = JSON.parse(JSON.stringify(load(files.get(file) ?? "")));
  return manifest;
}

const annotationsIn = (files: ReadonlyMap<string, string>, file: string) =>
  manifestIn(files, file).metadata.annotations;

describe("a stack's objects as files", () => {
  it("have a folder for each service, and one for all else", () => {
    const template = {
      metrics: [
        {
          name: "up",
          provider: { web: { url: "http://pay", jsonPath: "{$.ok}" } },
          successCondition: "result",
        },
      ],
    };
    const manifests = manifestsOf(
      { services: { pay: values() }, analysisTemplates: { up: template } },
      installed,
    );
    assert.deepEqual(
      [...renderEnvironment("dev", manifests).files.keys()].filter((file) => !file.includes("/controller/")),
      [
        "platform/clusteranalysistemplate-up.yaml",
        "platform/namespace-shop.yaml",
        "services/pay/deployment-pay.yaml",
        "services/pay/service-pay.yaml",
        "services/pay/serviceaccount-pay.yaml",
      ],
    );
    assert.ok(
      renderEnvironment("dev", manifests).files.has("platform/controller/deployment-argo-rollouts.yaml"),
    );
  });

  it("say nothing to Pulumi", () => {
    const files = rendered({
      pay: values({
        rollout: { enabled: true },
        annotations: { "pulumi.com/skipAwait": "true", team: "pay" },
      }),
    });
    for (const text of files.values()) assert.doesNotMatch(text, /pulumi\.com\//);
    assert.equal(annotationsIn(files, "services/pay/rollout-pay.yaml")?.["team"], "pay");
    assert.equal(annotationsIn(rendered({ pay: values() }), "services/pay/deployment-pay.yaml"), undefined);
  });

  it("say to Argo CD what stays: config for as long as the service, data for good", () => {
    const files = rendered({
      pay: values({
        configEnv: { A: "b" },
        persistentVolumeClaims: { data: { size: "1Gi" }, cache: { size: "1Gi", retain: false } },
      }),
    });
    const stays = { "argocd.argoproj.io/compare-options": "IgnoreExtraneous" };
    const config = [...files.keys()].find((file) => file.includes("configmap")) ?? "";
    assert.deepEqual(annotationsIn(files, config), {
      ...stays,
      "argocd.argoproj.io/sync-options": "Prune=false",
    });
    assert.deepEqual(annotationsIn(files, "services/pay/persistentvolumeclaim-pay-data.yaml"), {
      ...stays,
      "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
    });
    assert.equal(annotationsIn(files, "services/pay/persistentvolumeclaim-pay-cache.yaml"), undefined);
  });

  it("let a Job come before the pods, and what it reads before the Job", () => {
    const service = values({ configEnv: { A: "b" }, preDeploy: { enabled: true, command: ["/go"] } });
    const files = rendered({ pay: service });
    const waves = [...files.keys()].map((file) => {
      const { kind, metadata } = manifestIn(files, file);
      return [kind, metadata.annotations?.["argocd.argoproj.io/sync-wave"]];
    });
    assert.deepEqual(Object.fromEntries(waves), {
      ConfigMap: "-2",
      ServiceAccount: "-2",
      Job: "-1",
      Namespace: undefined,
      Deployment: undefined,
      Service: undefined,
    });
  });

  it("leave to the values what these say to Argo CD", () => {
    const annotations = { "argocd.argoproj.io/sync-wave": "7" };
    const preDeploy = { enabled: true, command: ["/go"], annotations };
    const files = rendered({ pay: values({ preDeploy }) });
    const job = [...files.keys()].find((file) => file.includes("job")) ?? "";
    assert.equal(annotationsIn(files, job)?.["argocd.argoproj.io/sync-wave"], "7");
  });

  it("are without Secrets that have values, and say which", () => {
    const secret = (name: string, more: DataObject) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name },
      ...more,
    });
    const extraManifests = [
      secret("keys", { stringData: { a: "hidden" } }),
      secret("old", { data: { a: "aGlkZGVu" } }),
      secret("filled", {}),
    ];
    const { files, withheld } = renderEnvironment(
      "dev",
      manifestsOf({ services: { pay: values({ extraManifests }) } }),
    );
    assert.deepEqual(withheld, ["Secret shop/keys", "Secret shop/old"]);
    assert.deepEqual(
      [...files.keys()].filter((file) => file.includes("secret")),
      ["services/pay/secret-filled.yaml"],
    );
    assert.doesNotMatch([...files.values()].join(), /hidden|aGlkZGVu/);
  });

  it("are refused where two are one in the cluster", () => {
    const extraManifests = [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "night" }, data: {} }];
    const twice = { pay: values({ extraManifests }), site: values({ extraManifests }) };
    assert.throws(() => rendered(twice), {
      name: "LoadError",
      message: /Two parts of the stack make the ConfigMap shop\/night/,
    });
  });

  it("are each in one file, as many as are planned, with any router and strategy", () => {
    const services = Object.fromEntries(
      goldenCases.map(({ values: layers }, index) => [
        `pay${String(index)}`,
        values(...layers.map(renamed(index))),
      ]),
    );
    const manifests = manifestsOf({ services, rules: {} });
    const { files } = renderEnvironment("dev", manifests);
    const planned = [
      manifests.platform,
      ...[...manifests.services.values()].map((one) => one.manifests),
    ].flat();
    assert.equal(files.size, planned.length);
    const objects = [...files.keys()].map((file) => {
      const { apiVersion, kind, metadata } = manifestIn(files, file);
      return [apiVersion, kind, metadata.namespace, metadata.name].join(" ");
    });
    assert.equal(new Set(objects).size, planned.length);
  });

  it("have the same text whatever the order of the values", () => {
    const services = Object.fromEntries(
      ["canary", "blue-green", "canary-with-headers"].map((name): [string, DataObject] => {
        const found = goldenCases.find((one) => one.router === "istio-hosts" && one.name === name);
        return [name, values(...(found?.values ?? []))];
      }),
    );
    const expected = rendered(services);
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (seeds) => {
        assert.deepEqual(rendered(shuffled(services, seeds)), expected);
      }),
      { numRuns: 10 },
    );
  });
});

/** Names that the values say are those of the service `pay`; each service has its own. */
function renamed(index: number) {
  return (layer: DataObject): DataObject =>
    JSON.parse(JSON.stringify(layer).replaceAll(/"pay(-[a-z]+)?"/g, `"pay${String(index)}$1"`));
}

function shuffled(value: DataObject, seeds: readonly number[]): DataObject {
  const entries = Object.entries(value).map(([key, inner]): [string, DataObject[string]] => [
    key,
    isDataObject(inner) ? shuffled(inner, seeds) : inner,
  ]);
  const weight = (key: string) => seeds[key.length % seeds.length] ?? 0;
  return Object.fromEntries(entries.sort(([one], [other]) => weight(one) - weight(other)));
}
