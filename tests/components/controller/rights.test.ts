import assert from "node:assert/strict";
import fc from "fast-check";
import { builtInRouters, type ControllerInput } from "../../../components/config";
import type { Manifest } from "../../../components/manifests";
import { assertContains } from "../../support/contains";
import { controllerFindings, installOf } from "../../support/controller";
import { installManifest } from "../../support/install-manifest";

const rule = (groups: string, resources: string, verbs = "get, list, watch, update") =>
  `  - { apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}] }`;
/** With a role as upstream's: one rule for each thing that is decided on. */
const withRole = `${installManifest}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: argo-rollouts }
rules:
${[
  rule("argoproj.io", "rollouts, clusteranalysistemplates"),
  rule('""', "endpoints", "get"),
  rule("networking.k8s.io, extensions", "ingresses", "create, get, list, watch, update, patch"),
  rule("networking.istio.io", "virtualservices, destinationrules"),
  rule("split.smi-spec.io", "trafficsplits"),
  rule("getambassador.io, x.getambassador.io", "mappings"),
  rule("elbv2.k8s.aws", "targetgroupbindings", "list, get"),
  rule("appmesh.k8s.aws", "virtualservices"),
  rule("traefik.containo.us, traefik.io", "traefikservices"),
  rule("apisix.apache.org", "apisixroutes"),
].join("\n")}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: argo-rollouts-aggregate-to-view
  labels: { rbac.authorization.k8s.io/aggregate-to-view: "true" }
rules:
${rule("argoproj.io", "rollouts", "get")}
`;

const objects = (input: ControllerInput = {}): readonly Manifest[] =>
  installOf(input, withRole).support.filter(({ apiVersion }) => apiVersion.startsWith("rbac."));
const named = (name: string, input: ControllerInput = {}): Manifest | undefined =>
  objects(input).find(({ kind, metadata }) => metadata.name === name && kind.endsWith("Role"));
/** `group/resource verb,verb` of each rule. */
const rulesOf = (manifest: Manifest | undefined): string[] => {
  const rules: unknown = manifest?.["rules"] ?? [];
  assert.ok(Array.isArray(rules));
  return rules.map(({ apiGroups, resources, verbs }) => `${apiGroups[0]}/${resources[0]} ${verbs.join()}`);
};
const kept = (routers: string[]) => rulesOf(named("argo-rollouts", { routers }));

describe("the rights of the controller", () => {
  it("are the manifest's own where nobody says which routers there are", () => {
    assert.equal(rulesOf(named("argo-rollouts")).length, 10);
    assert.equal(rulesOf(named("argo-rollouts", { routers: ["istio"], rights: "all" })).length, 10);
  });

  it("are those of the routers that are used, and a look at Ingresses, for which the controller waits", () => {
    const always = [
      "argoproj.io/rollouts get,list,watch,update",
      "networking.k8s.io/ingresses get,list,watch",
    ];
    assert.deepEqual(kept([]), always);
    assert.deepEqual(rulesOf(named("argo-rollouts", { rights: "used" })), always);
    assert.deepEqual(kept(["istio"]), [
      ...always,
      "networking.istio.io/virtualservices get,list,watch,update",
    ]);
    assert.deepEqual(kept(["alb"]), [
      "argoproj.io/rollouts get,list,watch,update",
      "/endpoints get",
      "networking.k8s.io/ingresses create,get,list,watch,update,patch",
      "elbv2.k8s.aws/targetgroupbindings list,get",
    ]);
    assert.deepEqual(kept(["nginx"]), [
      "argoproj.io/rollouts get,list,watch,update",
      "networking.k8s.io/ingresses create,get,list,watch,update,patch",
    ]);
  });

  it("grow with every router, and never beyond the manifest's", () => {
    const names = Object.keys(builtInRouters);
    const all = rulesOf(named("argo-rollouts"));
    const resources = (rules: string[]) => rules.map((one) => one.split(" ")[0]);
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom(...names), (routers, more) => {
        const few = resources(kept(routers));
        const many = resources(kept([...routers, more]));
        assert.deepEqual(
          few.filter((one) => !many.includes(one)),
          [],
        );
        assert.deepEqual(
          many.filter((one) => !resources(all).includes(one)),
          [],
        );
      }),
    );
    assert.deepEqual(kept(names), all);
  });

  it("let APISIX make routes, and EKS Auto Mode be asked, where the manifest does not", () => {
    const more = (input: ControllerInput) => rulesOf(named("argo-rollouts-routers", input));
    const eks = "eks.amazonaws.com/targetgroupbindings list,get";
    assert.deepEqual(more({}), ["apisix.apache.org/apisixroutes create,delete", eks]);
    assert.deepEqual(more({ routers: ["alb"] }), [eks]);
    assert.equal(named("argo-rollouts-routers", { routers: ["istio"] }), undefined);
  });

  it("take further rules", () => {
    const additionalRules = [
      { apiGroups: ["acme.example"], resources: ["routes"], verbs: ["get", "update"] },
    ];
    assert.deepEqual(rulesOf(named("argo-rollouts-routers", { routers: [], additionalRules })), [
      "acme.example/routes get,update",
    ]);
  });

  it("can be somebody else's to give", () => {
    assert.deepEqual(
      objects({ rights: "none" }).map(({ metadata }) => metadata.name),
      ["argo-rollouts-aggregate-to-view"],
    );
  });

  it("are for routers that there are", () => {
    assert.match(
      controllerFindings({ routers: ["isto"] }).join(),
      /controller\.routers\[0\]: "isto" is not valid: expected one of istio, nginx, alb/,
    );
  });
});

describe("the roles view, edit and admin of the cluster", () => {
  it("get rights over Rollouts unless that is not wanted, or the install is of one namespace", () => {
    const isThere = (input: ControllerInput) => named("argo-rollouts-aggregate-to-view", input) !== undefined;
    assert.deepEqual(
      [{}, { aggregateRoles: false }, { namespaced: true }, { namespaced: true, aggregateRoles: true }].map(
        isThere,
      ),
      [true, false, false, true],
    );
  });
});

describe("a controller of one namespace", () => {
  it("has its rights there alone, and reads no ClusterAnalysisTemplates", () => {
    const found = objects({ namespaced: true, namespace: "shop" });
    assert.deepEqual(found.map(({ kind }) => kind).sort(), ["Role", "Role", "RoleBinding", "RoleBinding"]);
    for (const { metadata } of found) assert.equal(metadata.namespace, "shop");
    for (const binding of found.filter(({ kind }) => kind === "RoleBinding"))
      assertContains(binding, { roleRef: { kind: "Role" }, subjects: [{ namespace: "shop" }] });
    assert.equal(JSON.stringify(found).includes("clusteranalysistemplates"), false);
  });
});
