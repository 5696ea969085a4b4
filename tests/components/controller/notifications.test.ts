import assert from "node:assert/strict";
import { load } from "js-yaml";
import { controller, type ControllerInput } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { installManifest } from "../../support/install-manifest";

const secret = `
---
apiVersion: v1
kind: Secret
metadata: { name: argo-rollouts-notification-secret }
`;
const upstream = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: argo-rollouts-notification-configmap }
data:
  template.rollout-paused: "message: theirs"
  template.rollout-aborted: "message: theirs"
`;
const planned = (notifications: ControllerInput["notifications"], manifest = installManifest + secret) =>
  planInstall(manifest, controller.parse({ namespace: "rollouts", notifications })).support.filter(
    ({ metadata }) => metadata.name.startsWith("argo-rollouts-notification"),
  );
const dataOf = (...args: Parameters<typeof planned>) => {
  const { data = {} } = Object(planned(...args).find(({ kind }) => kind === "ConfigMap"));
  return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, load(String(text))]));
};

describe("the controller's notifications", () => {
  it("are a ConfigMap with an entry for each thing, in the controller's namespace", () => {
    const settings = {
      notifiers: { slack: { token: "$slack-token" } },
      templates: { paused: { message: "{{.rollout.metadata.name}} waits" } },
      triggers: { "on-rollout-paused": [{ send: ["paused"] }] },
      subscriptions: [{ recipients: ["slack:releases"], triggers: ["on-rollout-paused"] }],
      defaultTriggers: ["on-rollout-paused"],
    };
    assert.deepEqual(dataOf(settings), {
      "service.slack": settings.notifiers.slack,
      "template.paused": settings.templates.paused,
      "trigger.on-rollout-paused": settings.triggers["on-rollout-paused"],
      subscriptions: settings.subscriptions,
      defaultTriggers: settings.defaultTriggers,
    });
    assert.equal(planned(settings).find(({ kind }) => kind === "ConfigMap")?.metadata.namespace, "rollouts");
    assert.deepEqual(dataOf({}), {});
  });

  it("have upstream's entries, of which those of the same name give way", () => {
    const templates = { "rollout-paused": { message: "ours" } };
    assert.deepEqual(dataOf({ templates }, installManifest + upstream), {
      "template.rollout-paused": { message: "ours" },
      "template.rollout-aborted": { message: "theirs" },
    });
  });

  it("leave the Secret to whoever has it, or to external-secrets", () => {
    const kinds = (notifications: ControllerInput["notifications"]) =>
      planned(notifications).map(({ kind }) => kind);
    assert.deepEqual(kinds({}), ["Secret"]);
    assert.deepEqual(kinds({ secret: { existing: true } }), []);
    const externalSecret = { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "slack" } }] };
    const [made, ...others] = planned({ secret: { externalSecret } });
    assert.deepEqual([made?.kind, made?.metadata.namespace, others], ["ExternalSecret", "rollouts", []]);
    assert.equal(Object(made?.["spec"]).target.name, "argo-rollouts-notification-secret");
  });
});
