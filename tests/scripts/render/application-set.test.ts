import assert from "node:assert/strict";
import { load } from "js-yaml";
import { applicationSet } from "../../../scripts/render/application-set";
import { type IgnoredFields, ignoredFields, pointerTo } from "../../../scripts/render/ignore-differences";
import { assertContains } from "../../support/contains";

const argoCd = {
  repo: "https://git.example/shop.git",
  revision: "main",
  path: "rendered/prod",
  project: "shop",
  argocdNamespace: "gitops",
  server: "https://prod.example",
};
const ignored: IgnoredFields[] = [
  { group: "argoproj.io", kind: "Rollout", name: "pay", namespace: "shop", jsonPointers: ["/spec/replicas"] },
];
const files = new Map([
  ["platform/namespace-shop.yaml", ""],
  ["services/pay/rollout-pay.yaml", ""],
]);
const synced = { stack: "prod", namespace: "shop", files, ignored };

function objectIn(text: string | undefined) {
  return Object(load(text ?? ""));
}

describe("what Argo CD is given", () => {
  const made = applicationSet(synced, argoCd);
  const services = objectIn(made.get("argocd/applicationset-services.yaml"));
  const platform = objectIn(made.get("argocd/application-platform.yaml"));

  it("is an Application for each folder of a service", () => {
    assert.deepEqual(services.metadata.namespace, "gitops");
    assert.deepEqual(services.spec.generators, [
      {
        git: { repoURL: argoCd.repo, revision: "main", directories: [{ path: "rendered/prod/services/*" }] },
      },
    ]);
    assertContains(services.spec.template, {
      metadata: { name: "prod-{{ .path.basename }}" },
      spec: {
        project: "shop",
        source: { repoURL: argoCd.repo, targetRevision: "main", path: "{{ .path.path }}" },
        destination: { server: "https://prod.example", namespace: "shop" },
        ignoreDifferences: ignored,
      },
    });
  });

  it("is one for all else, which comes before", () => {
    assert.equal(platform.kind, "Application");
    assert.equal(platform.spec.source.path, "rendered/prod/platform");
    assert.equal(platform.spec.ignoreDifferences, undefined);
    const waveOf = (object: typeof platform) =>
      Number(object.metadata.annotations["argocd.argoproj.io/sync-wave"]);
    assert.ok(waveOf(platform) < waveOf(services));
  });

  it("leaves to others what they write, also when it writes itself, and deletes last", () => {
    for (const { syncPolicy } of [services.spec.template.spec, platform.spec]) {
      const options = [
        "ServerSideApply",
        "RespectIgnoreDifferences",
        "PruneLast",
        "SkipDryRunOnMissingResource",
      ];
      for (const option of options) assert.ok(syncPolicy.syncOptions.includes(`${option}=true`), option);
      assert.ok(syncPolicy.syncOptions.includes("PrunePropagationPolicy=background"));
    }
  });

  it("is nothing for what has no files", () => {
    const alone = new Map([["platform/namespace-shop.yaml", ""]]);
    assert.deepEqual(
      [...applicationSet({ ...synced, files: alone }, argoCd).keys()],
      ["argocd/application-platform.yaml"],
    );
  });

  it("has names that Kubernetes takes, and paths from the root of a repository", () => {
    const other = applicationSet({ ...synced, stack: "Prod_EU" }, { ...argoCd, path: "." });
    const set = objectIn(other.get("argocd/applicationset-services.yaml"));
    assert.equal(set.metadata.name, "prod-eu-services");
    assert.equal(set.spec.generators[0].git.directories[0].path, "services/*");
  });
});

describe("the fields that Argo CD leaves to others", () => {
  it("are pointers, by object", () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "pay", namespace: "shop" } };
    const route = { apiVersion: "networking.istio.io/v1", kind: "VirtualService", metadata: { name: "pay" } };
    const writtenByOthers = new Map([
      [service, [["metadata", "annotations", "a.b/c~d"]]],
      [route, [["spec", "http", 0, "route", 1, "weight"]]],
    ]);
    assert.deepEqual(ignoredFields({ writtenByOthers }), [
      {
        group: "",
        kind: "Service",
        name: "pay",
        namespace: "shop",
        jsonPointers: ["/metadata/annotations/a.b~1c~0d"],
      },
      {
        group: "networking.istio.io",
        kind: "VirtualService",
        name: "pay",
        jsonPointers: ["/spec/http/0/route/1/weight"],
      },
    ]);
    assert.equal(pointerTo([]), "");
  });
});
