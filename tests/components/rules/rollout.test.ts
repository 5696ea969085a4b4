import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { rolloutRules } from "../../../components/rules/strategy";
import { describeRules, findingsOf } from "../../support/rule-cases";

const rollout = (values: DataObject): DataObject => ({ rollout: { enabled: true, ...values } });
const blueGreen = (values: DataObject): DataObject => rollout({ strategy: "blueGreen", blueGreen: values });
const workload = { name: "pay-pods" };
/** Takes away the image that every service of these tests has. */
const noImage = { image: null };

const argument = (fieldPath: string): DataObject =>
  rollout({
    canary: {
      steps: [
        { setWeight: 10 },
        {
          analysis: {
            templates: [{ templateName: "errors" }],
            args: [{ name: "version", valueFrom: { fieldRef: { fieldPath } } }],
          },
        },
      ],
    },
  });

describeRules("rules about a Rollout", rolloutRules, [
  {
    rule: "progress-deadline",
    refuses: rollout({ minReadySeconds: "10m" }),
    with: "services.pay.rollout.minReadySeconds: 600 s is not below progressDeadlineSeconds (600 s by default). Give an update more time than one pod needs to be ready.",
    accepts: rollout({ minReadySeconds: 599 }),
  },
  {
    rule: "progress-deadline",
    when: "a deadline of a Deployment",
    refuses: { rollout: { minReadySeconds: 30, progressDeadlineSeconds: 30 } },
    with: "services.pay.rollout.progressDeadlineSeconds: 30 s is not above minReadySeconds (30 s). Give an update more time than one pod needs to be ready.",
    accepts: { rollout: { minReadySeconds: 30, progressDeadlineSeconds: 31 } },
  },
  {
    rule: "scale-down-revisions",
    refuses: rollout({
      strategy: "blueGreen",
      revisionHistoryLimit: 2,
      blueGreen: { scaleDownDelayRevisionLimit: 3 },
    }),
    with: "services.pay.rollout.blueGreen.scaleDownDelayRevisionLimit: 3 is above revisionHistoryLimit (2). Raise revisionHistoryLimit, or lower this.",
    accepts: blueGreen({ scaleDownDelayRevisionLimit: 10 }),
  },
  {
    rule: "revisions-out-of-history",
    refuses: rollout({
      rollbackWindow: { revisions: 11 },
      canary: { scaleDownDelayRevisionLimit: 12 },
    }),
    with: [
      "services.pay.rollout.canary.scaleDownDelayRevisionLimit: 12 is above revisionHistoryLimit (10). Raise revisionHistoryLimit, or lower this.",
      "services.pay.rollout.rollbackWindow.revisions: 11 is above revisionHistoryLimit (10). Raise revisionHistoryLimit, or lower this.",
    ],
    accepts: [
      rollout({ rollbackWindow: { revisions: 10 } }),
      { rollout: { rollbackWindow: { revisions: 11 } } },
    ],
  },
  {
    rule: "strategy-services-differ",
    when: "one Service for both versions of a blue-green Rollout",
    refuses: blueGreen({ activeService: "pay-preview" }),
    with: "services.pay.rollout.blueGreen.activeService: pay-preview is the name of the previewService too. Each version needs a Service of its own.",
    accepts: blueGreen({ activeService: "pay-live" }),
  },
  {
    rule: "strategy-services-differ",
    when: "one Service for both versions of a canary",
    refuses: rollout({ canary: { canaryService: "pay-any", stableService: "pay-any" } }),
    with: "services.pay.rollout.canary.canaryService: pay-any is the name of the stableService too. Each version needs a Service of its own.",
    accepts: rollout({ canary: { canaryService: "pay-new", stableService: "pay-old" } }),
  },
  {
    rule: "strategy-services-differ",
    when: "one Service for ping-pong",
    refuses: rollout({ canary: { pingPong: { pingService: "pay-a", pongService: "pay-a" } } }),
    with: "services.pay.rollout.canary.pingPong.pongService: pay-a is the name of the pingService too. Each version needs a Service of its own.",
    accepts: rollout({ canary: { pingPong: { pingService: "pay-a", pongService: "pay-b" } } }),
  },
  {
    rule: "promotion-delay-ignored",
    refuses: blueGreen({ autoPromotionEnabled: false, autoPromotionSeconds: 60 }),
    with: "services.pay.rollout.blueGreen.autoPromotionSeconds: 60 s are not counted: autoPromotionEnabled is false. Set autoPromotionEnabled: true, or take it out.",
    accepts: blueGreen({ autoPromotionSeconds: 60 }),
  },
  {
    rule: "argument-field-path",
    refuses: argument("metadata.labels[version]"),
    with: "services.pay.rollout.canary.steps[1].analysis.args[0].valueFrom.fieldRef.fieldPath: metadata.labels[version] is not a field that the downward API knows. Of the metadata it knows name, namespace, uid, labels['key'] and annotations['key'].",
    accepts: argument("metadata.labels['example.com/version']"),
  },
  {
    rule: "argument-field-path",
    when: "a field of the metadata that nobody can ask for",
    refuses: argument("metadata.generation"),
    with: "services.pay.rollout.canary.steps[1].analysis.args[0].valueFrom.fieldRef.fieldPath: metadata.generation is not a field that the downward API knows. Of the metadata it knows name, namespace, uid, labels['key'] and annotations['key'].",
    accepts: argument("status.currentPodHash"),
  },
  {
    rule: "workload-ref-kind",
    refuses: { ...noImage, ...rollout({ workloadRef: { ...workload, kind: "PodTemplate" } }) },
    with: "services.pay.rollout.workloadRef.apiVersion: A PodTemplate is not in apps/v1. Set apiVersion: v1.",
    accepts: {
      ...noImage,
      ...rollout({ workloadRef: { ...workload, kind: "PodTemplate", apiVersion: "v1" } }),
    },
  },
  {
    rule: "workload-ref-kind",
    when: "a workload that cannot be scaled down",
    refuses: {
      ...noImage,
      ...rollout({ workloadRef: { ...workload, kind: "ReplicaSet", scaleDown: "onsuccess" } }),
    },
    with: "services.pay.rollout.workloadRef.scaleDown: The controller scales down Deployments alone, not a ReplicaSet. Set scaleDown: never, or take it out.",
    accepts: { ...noImage, ...rollout({ workloadRef: { ...workload, scaleDown: "onsuccess" } }) },
  },
  {
    rule: "workload-ref-selector",
    refuses: { ...noImage, ...rollout({ workloadRef: workload }) },
    with: "services.pay.rollout.workloadRef: It names pods whose labels are not known here. Set them as service.selector.",
    accepts: { ...noImage, ...rollout({ workloadRef: workload }), service: { selector: { app: "pay" } } },
  },
  {
    rule: "workload-ref-selector",
    when: "labels of pods that are the package's",
    refuses: { service: { selector: { app: "pay" } } },
    with: "services.pay.service.selector: It is only for the pods of rollout.workloadRef; the labels of other pods are the package's. Take it out.",
    accepts: rollout({}),
  },
  {
    rule: "workload-ref-pods",
    refuses: {
      ...rollout({ workloadRef: workload }),
      env: [{ name: "MODE", value: "fast" }],
      configFiles: { "/etc/pay.yaml": "a: 1" },
      configEnv: { MODE: "fast" },
      security: { runAsUser: 1000 },
      topologySpread: { enabled: false },
      serviceAccount: { name: "payer" },
    },
    with: [
      "image",
      "env",
      "security.runAsUser",
      "topologySpread.enabled",
      "serviceAccount.name",
      "configFiles",
      "configEnv",
    ].map(
      (key) =>
        `services.pay.${key}: It cannot be honoured: the pods are those of rollout.workloadRef. Set it in that workload, or take workloadRef out.`,
    ),
    accepts: {
      ...noImage,
      ...rollout({ workloadRef: workload }),
      service: { selector: { app: "pay" } },
      serviceAccount: { create: false },
      replicaCount: 3,
    },
  },
]);

describe("a workloadRef that is not used", () => {
  it("asks for nothing while the service is a Deployment", () => {
    const off = { rollout: { enabled: false, workloadRef: { ...workload, kind: "PodTemplate" } } };
    for (const rule of ["workload-ref-kind", "workload-ref-selector", "workload-ref-pods"])
      assert.deepEqual(findingsOf(rule, off), []);
  });
});
