import assert from "node:assert/strict";
import { controller } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { assertContains } from "../../support/contains";
import { installManifest } from "../../support/install-manifest";

const location = "file:///plugin";
const objects = (plugins: readonly object[], manifest = installManifest) => {
  const config = controller.parse({ namespace: "rollouts", plugins: { trafficRouters: plugins } });
  return planInstall(manifest, config).support.filter(({ metadata }) => metadata.name.endsWith("-routers"));
};
const resources = (...names: string[]) => {
  const rules: unknown = objects(names.map((name) => ({ name, location })))[0]?.["rules"];
  assert.ok(Array.isArray(rules));
  return rules.map((rule) => [Object(rule).apiGroups, Object(rule).resources, Object(rule).verbs].join(" "));
};
const builtIn = [
  "apisix.apache.org apisixroutes create,delete",
  // The manifest here has no role, so none that knows it.
  "eks.amazonaws.com targetgroupbindings list,get",
];

describe("the rights of the controller's routers", () => {
  it("let the one for APISIX make and remove header routes, whatever the plugins", () => {
    assert.deepEqual(resources(), builtIn);
    assert.deepEqual(resources("acme/router"), builtIn);
  });

  it("let each plugin write in the kinds that it steers", () => {
    const verbs = "get,list,watch,update,patch";
    assert.deepEqual(resources("argoproj-labs/gatewayAPI", "solo-io/glooplatform"), [
      ...builtIn,
      `gateway.networking.k8s.io httproutes,grpcroutes,tcproutes,tlsroutes ${verbs}`,
      `networking.gloo.solo.io routetables ${verbs}`,
    ]);
    assert.deepEqual(resources("argoproj-labs/contour", "argoproj-labs/openshift", "hashicorp/consul"), [
      ...builtIn,
      `projectcontour.io httpproxies ${verbs}`,
      `route.openshift.io routes ${verbs}`,
      `consul.hashicorp.com serviceresolvers,servicesplitters ${verbs}`,
    ]);
  });

  it("are those of a known plugin, however it is named", () => {
    const [role] = objects([{ use: "glooedge", location }]);
    assert.match(JSON.stringify(role), /"gateway.solo.io"\],"resources":\["virtualservices","routetables"\]/);
  });

  it("are bound to the controller's ServiceAccount in its namespace", () => {
    assertContains(objects([]), [
      { kind: "ClusterRole" },
      {
        kind: "ClusterRoleBinding",
        roleRef: { kind: "ClusterRole", name: "argo-rollouts-routers" },
        subjects: [{ kind: "ServiceAccount", name: "argo-rollouts", namespace: "rollouts" }],
      },
    ]);
  });

  it("are as wide as the manifest's own: of one namespace where those are", () => {
    const narrow = installManifest.replace("kind: ClusterRoleBinding", "kind: RoleBinding");
    assertContains(objects([], narrow), [
      { kind: "Role", metadata: { namespace: "rollouts" } },
      { kind: "RoleBinding", metadata: { namespace: "rollouts" }, roleRef: { kind: "Role" } },
    ]);
  });
});
