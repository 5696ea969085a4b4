import assert from "node:assert/strict";
import { load } from "js-yaml";
import { controller, type ControllerInput } from "../../../components/config";
import { ManifestError, planInstall } from "../../../components/controller";
import { installManifest } from "../../support/install-manifest";

const gatewayApi = {
  name: "argoproj-labs/gatewayAPI",
  location: "https://registry.example/gateway-api-plugin",
  sha256: "0".repeat(64),
  args: ["-kubeClientQPS=40", "-logformat=json"],
  headersFrom: [{ secretRef: { name: "download" } }],
};
const metric = { name: "example/metric", location: "file:///plugins/metric" };
const step = { name: "example/step", location: "file:///plugins/step", disabled: true };

/** The ConfigMap of a release manifest, with more lines where a cluster's own manifest has data. */
const withConfigMap = (data = "") => `${installManifest}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: argo-rollouts-config
  labels: { app.kubernetes.io/part-of: argo-rollouts }
${data}`;

function planned(plugins: ControllerInput["plugins"], manifest = withConfigMap()) {
  const plan = planInstall(manifest, controller.parse({ namespace: "rollouts", plugins }));
  const configs = plan.support.filter(({ kind }) => kind === "ConfigMap");
  assert.ok(configs.length <= 1);
  const template: { metadata: { annotations?: Record<string, string> } } = Object(
    plan.deployments[0]?.["spec"],
  ).template;
  return { config: configs[0], annotations: template.metadata.annotations };
}

const lists = (config: object | undefined) =>
  Object.fromEntries(
    Object.entries(Object(config).data ?? {}).map(([key, text]) => [key, load(String(text))]),
  );

describe("the controller's plugins", () => {
  it("stand in its ConfigMap as lists in YAML, one for each kind that is used", () => {
    const { config } = planned({ trafficRouters: [gatewayApi], metricProviders: [metric], steps: [step] });
    assert.deepEqual(config?.metadata, {
      name: "argo-rollouts-config",
      namespace: "rollouts",
      labels: { "app.kubernetes.io/part-of": "argo-rollouts" },
    });
    assert.deepEqual(lists(config), {
      trafficRouterPlugins: [gatewayApi],
      metricProviderPlugins: [metric],
      stepPlugins: [step],
    });
    assert.deepEqual(Object.keys(lists(planned({ steps: [step] }).config)), ["stepPlugins"]);
  });

  it("get a ConfigMap where the manifest has none, and leave it alone where there is nothing to say", () => {
    assert.equal(planned({}, installManifest).config, undefined);
    assert.equal(Object.hasOwn(planned({}).config ?? {}, "data"), false);
    assert.deepEqual(planned({ steps: [step] }, installManifest).config?.metadata, {
      name: "argo-rollouts-config",
      namespace: "rollouts",
    });
  });

  it("come after those of the manifest, and in place of those with the same name", () => {
    const own =
      'data:\n  stepPlugins: |\n    - { name: other/step, location: "file:///other" }\n    - { name: example/step, location: "file:///old" }\n  other: kept';
    const { config } = planned({ steps: [step] }, withConfigMap(own));
    assert.deepEqual(lists(config), {
      stepPlugins: [{ name: "other/step", location: "file:///other" }, step],
      other: "kept",
    });
  });

  it("are refused beside a list in the manifest that nobody can read", () => {
    for (const text of ["just text", "'[1]'", "'- ['"])
      assert.throws(
        () => planned({ steps: [step] }, withConfigMap(`data: { stepPlugins: ${text} }`)),
        (error) => error instanceof ManifestError && /stepPlugins in the ConfigMap/.test(error.message),
      );
  });

  it("start a new controller when they change, since it reads them once", () => {
    const one = planned({ steps: [step] }).annotations;
    const same = planned({ steps: [{ ...step }] }).annotations;
    const other = planned({ steps: [{ ...step, location: "file:///plugins/new" }] }).annotations;
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
    assert.equal(planned({}).annotations, undefined);
  });
});
