import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { DataObject } from "../../../components/config";
import { checks, diagnose, lastChecks } from "../../../scripts/doctor/diagnose";
import type { Facts } from "../../../scripts/doctor/facts";
import {
  ago,
  autoscalerWith,
  brokenPod,
  controllerWith,
  deploymentWith,
  factsWith,
  NEW,
  OLD,
  podWith,
  replicaSetWith,
  rolloutWith,
  routesOf,
  runWith,
  serviceWith,
  underway,
  virtualService,
  wanted,
} from "./facts";

const GATEWAY = "argoproj-labs/gatewayAPI";
const routed = {
  canaryService: "pay-canary",
  stableService: "pay-stable",
  trafficRouting: { istio: { virtualService: { name: "pay" } } },
};
const weights = (weight: number) => ({ canary: { weights: { canary: { weight } } } });
const pausedAt = (index: number, seconds: number, reason = "CanaryPauseStep") => ({
  phase: "Paused",
  currentStepIndex: index,
  pauseConditions: [{ reason, startTime: ago(seconds) }],
});
const condition = (type: string, more: object = {}) => ({ conditions: [{ type, status: "True", ...more }] });
const stepRun = (status: string, message = "") => ({
  canary: { currentStepAnalysisRunStatus: { name: "pay-run", status, message } },
});
const analysed = { steps: [{ analysis: { templates: [{ templateName: "rate" }] } }] };
const limited = (reason: string) => [{ type: "ScalingLimited", status: "True", reason }];
const running = { state: { running: {} } };

interface Case {
  readonly id: string;
  readonly when: string;
  readonly facts: Partial<Facts>;
  readonly object: string;
  readonly seen: RegExp;
  /** The first command. */
  readonly next: string;
}

const withPlugin = underway({ trafficRouting: { plugins: { [GATEWAY]: { httpRoute: "pay" } } } });
const withRoute = underway(routed, weights(25));

const cases: readonly Case[] = [
  {
    id: "namespace-absent",
    when: "the namespace is not there",
    facts: { hasNamespace: false, rollout: undefined, wanted },
    object: "Namespace shop",
    seen: /no such namespace/,
    next: "pulumi up --stack prod",
  },
  {
    id: "rollouts-unknown",
    when: "the CRD is not there",
    facts: { knowsRollouts: false, rollout: undefined, wanted },
    object: "CustomResourceDefinition rollouts.argoproj.io",
    seen: /does not know Rollouts/,
    next: "pulumi up --stack prod",
  },
  {
    id: "service-absent",
    when: "nothing runs the service",
    facts: { rollout: undefined },
    object: "Rollout pay",
    seen: /namespace shop has neither a Rollout nor a Deployment/,
    next: "kubectl get rollouts,deployments -n shop",
  },
  {
    id: "kind-differs",
    when: "a Deployment runs and the config says Rollout",
    facts: { rollout: undefined, deployment: deploymentWith(), wanted },
    object: "Deployment pay",
    seen: /prod says Rollout, and a Deployment runs/,
    next: "pulumi up --stack prod",
  },
  {
    id: "handover-unfinished",
    when: "both kinds run",
    facts: { deployment: deploymentWith(), wanted },
    object: "Rollout pay and Deployment pay",
    seen: /as a Rollout and as a Deployment at once/,
    next: "pulumi up --stack prod",
  },
  {
    id: "controller-absent",
    when: "no controller is installed",
    facts: { controllers: [] },
    object: "Deployment argo-rollouts",
    seen: /No namespace has a Deployment/,
    next: "pulumi up --stack <the stack that installs the controller>",
  },
  {
    id: "controller-down",
    when: "its pods do not run",
    facts: {
      controllers: [
        controllerWith({
          ready: 0,
          pods: [
            brokenPod({
              name: "argo-rollouts",
              state: { waiting: { reason: "CrashLoopBackOff" } },
              lastState: { terminated: { exitCode: 1, message: "time=x\nfailed to download plugins\n" } },
            }),
          ],
        }),
      ],
    },
    object: "Deployment argo-rollouts of the namespace argo-rollouts",
    seen: /None of 1 pods is ready\. .*CrashLoopBackOff.*failed to download plugins/s,
    next: "kubectl logs deployment/argo-rollouts --previous --tail 20 -n argo-rollouts",
  },
  {
    id: "controller-down",
    when: "it is scaled to 0",
    facts: { controllers: [controllerWith({ ready: 0, replicas: 0 })] },
    object: "Deployment argo-rollouts of the namespace argo-rollouts",
    seen: /scaled to 0/,
    next: "pulumi up --refresh --stack <the stack that installs the controller>",
  },
  {
    id: "instance-unserved",
    when: "the Rollout is for another controller",
    facts: {
      rollout: rolloutWith(
        {},
        {},
        { labels: { "argo-rollouts.argoproj.io/controller-instance-id": "shard-9" } },
      ),
      controllers: [controllerWith({ args: ["--instance-id=shard-0"] }), controllerWith()],
    },
    object: "Rollout pay",
    seen: /for the controller shard-9, and there are: .*\(id shard-0\), .*\(no id\)/,
    next: "pulumi up",
  },
  {
    id: "instance-unserved",
    when: "the only controller serves its own namespace",
    facts: { controllers: [controllerWith({ args: ["--namespaced"] })] },
    object: "Rollout pay",
    seen: /\(no id, its own namespace alone\)/,
    next: "pulumi up",
  },
  {
    id: "plugin-not-configured",
    when: "the router is a plugin that the controller has not",
    facts: { rollout: withPlugin },
    object: "Rollout pay",
    seen: /needs the plugin argoproj-labs\/gatewayAPI, and trafficRouterPlugins .* has none/,
    next: `pulumi up --stack <the stack that installs the controller>, with ${GATEWAY} under controller.plugins`,
  },
  {
    id: "plugin-not-configured",
    when: "a step is one",
    facts: { rollout: underway({ steps: [{ plugin: { name: "a/b" } }] }) },
    object: "Rollout pay",
    seen: /needs the plugin a\/b, and stepPlugins/,
    next: "pulumi up --stack <the stack that installs the controller>, with a/b under controller.plugins",
  },
  {
    id: "plugin-not-configured",
    when: "a metric is one",
    facts: {
      rollout: underway(),
      analysisRuns: [
        {
          ...runWith("Error", {}),
          spec: { metrics: [{ name: "rate", provider: { plugin: { "a/b": {} } } }] },
        },
      ],
    },
    object: "AnalysisRun pay-run",
    seen: /needs the plugin a\/b, and metricProviderPlugins/,
    next: "pulumi up --stack <the stack that installs the controller>, with a/b under controller.plugins",
  },
  {
    id: "plugin-not-loaded",
    when: "the controller is older than its ConfigMap",
    facts: {
      rollout: withPlugin,
      controllers: [
        controllerWith(
          { plugins: `- name: ${GATEWAY}`, pods: [podWith({ startTime: ago(600) })] },
          { managedFields: [{ time: ago(60) }] },
        ),
      ],
    },
    object: "ConfigMap argo-rollouts/argo-rollouts-config",
    seen: /pods started before/,
    next: "kubectl rollout restart deployment argo-rollouts -n argo-rollouts",
  },
  {
    id: "service-missing",
    when: "a Service of the canary is gone",
    facts: { rollout: underway(routed), services: new Map([serviceWith("pay-stable", OLD)]) },
    object: "Service pay-canary",
    seen: /spec\.strategy\.canary\.canaryService of the Rollout names it/,
    next: "pulumi up --refresh",
  },
  {
    id: "route-missing",
    when: "the route is gone",
    facts: { rollout: withRoute, routes: routesOf(withRoute) },
    object: "VirtualService pay",
    seen: /namespace shop has none, and .*\(istio\)/,
    next: "pulumi up --refresh",
  },
  {
    id: "route-missing",
    when: "the cluster has no such kind",
    facts: {
      rollout: withRoute,
      routes: routesOf(withRoute).map((route) => ({ ...route, isKindKnown: false })),
    },
    object: "VirtualService pay",
    seen: /does not know virtualservices\.networking\.istio\.io/,
    next: "kubectl get crd virtualservices.networking.istio.io",
  },
  {
    id: "route-backend-missing",
    when: "the route leads to the stable version alone",
    facts: { rollout: withRoute, routes: routesOf(withRoute, virtualService(undefined)) },
    object: "VirtualService pay",
    seen: /No route leads to pay-canary; its backends are pay-stable\./,
    next: "pulumi up",
  },
  {
    id: "invalid-spec",
    when: "the controller refuses it",
    facts: {
      rollout: underway({}, condition("InvalidSpec", { message: "weight: Invalid value: 150" })),
      wanted,
    },
    object: "Rollout pay",
    seen: /refuses the spec: weight: Invalid value: 150/,
    next: "npm run check-config -- --env prod",
  },
  {
    id: "spec-paused",
    when: "the Rollout is paused as a whole",
    facts: { rollout: underway({}, {}, { paused: true }) },
    object: "Rollout pay",
    seen: /It is true/,
    next: "kubectl argo rollouts promote pay -n shop",
  },
  {
    id: "spec-paused",
    when: "a Deployment is",
    facts: { rollout: undefined, deployment: deploymentWith({ paused: true }) },
    object: "Deployment pay",
    seen: /It is true/,
    next: "kubectl rollout resume deployment pay -n shop",
  },
  {
    id: "pods-refused",
    when: "a quota is used up",
    facts: {
      rollout: underway(),
      replicaSets: [
        replicaSetWith(
          NEW,
          condition("ReplicaFailure", { reason: "FailedCreate", message: "exceeded quota: small" }),
        ),
      ],
    },
    object: `ReplicaSet pay-${NEW} of the Rollout pay`,
    seen: /FailedCreate: exceeded quota: small/,
    next: "kubectl describe resourcequota -n shop",
  },
  {
    id: "pod-unschedulable",
    when: "no node has room",
    facts: {
      rollout: underway(),
      pods: [
        podWith({
          phase: "Pending",
          conditions: [{ type: "PodScheduled", status: "False", message: "Insufficient cpu" }],
        }),
      ],
    },
    object: "Pod pay-1",
    seen: /cannot be scheduled: Insufficient cpu/,
    next: "kubectl describe pod pay-1 -n shop",
  },
  {
    id: "pod-image",
    when: "the image cannot be pulled",
    facts: { rollout: underway(), pods: [brokenPod({ state: { waiting: { reason: "ErrImagePull" } } })] },
    object: "Pod pay-1",
    seen: /the container pay waits: ErrImagePull/,
    next: "kubectl describe pod pay-1 -n shop",
  },
  {
    id: "pod-crash",
    when: "its container ends again and again",
    facts: {
      rollout: underway(),
      pods: [
        brokenPod({
          state: { waiting: { reason: "CrashLoopBackOff" } },
          lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
        }),
      ],
    },
    object: "Pod pay-1",
    seen: /CrashLoopBackOff\. It ended with exit code 137: OOMKilled/,
    next: "kubectl logs pay-1 -c pay --previous --tail 50 -n shop",
  },
  {
    id: "pod-config",
    when: "a Secret is not there",
    facts: {
      rollout: underway(),
      pods: [
        brokenPod({
          state: { waiting: { reason: "CreateContainerConfigError", message: 'secret "a" not found' } },
        }),
      ],
    },
    object: "Pod pay-1",
    seen: /CreateContainerConfigError: secret "a" not found/,
    next: "kubectl describe pod pay-1 -n shop",
  },
  {
    id: "pod-unready",
    when: "its readiness probe fails",
    facts: {
      rollout: underway(),
      pods: [brokenPod(running)],
      events: [
        {
          involvedObject: { name: "pay-1" },
          reason: "Unhealthy",
          message: "Readiness probe failed: 503",
          lastTimestamp: ago(5),
        },
      ],
    },
    object: "Pod pay-1",
    seen: /its readiness probe is not good\.\s+Its last event is Unhealthy: Readiness probe failed: 503/,
    next: "kubectl describe pod pay-1 -n shop",
  },
  {
    id: "deadline-exceeded",
    when: "there was no progress",
    facts: {
      rollout: underway(
        {},
        condition("Progressing", {
          reason: "ProgressDeadlineExceeded",
          message: "has timed out progressing.",
        }),
      ),
    },
    object: "Rollout pay",
    seen: /^ProgressDeadlineExceeded: has timed out/,
    next: "kubectl argo rollouts get rollout pay -n shop",
  },
  {
    id: "analysis-failed",
    when: "the numbers are bad",
    facts: {
      rollout: underway(analysed, { currentStepIndex: 0, ...stepRun("Failed") }),
      analysisRuns: [runWith("Failed", { failed: 1, measurements: [{ value: "0.9" }, { value: "0.2" }] })],
    },
    object: "Rollout pay",
    seen: /pay-run of step 1 of 1 is Failed: metric rate, 1 failed, last value 0\.2, successCondition result >= 0\.9, failureCondition result < 0\.5$/,
    next: "kubectl get analysisrun pay-run -o yaml -n shop",
  },
  {
    id: "analysis-failed",
    when: "the status of an aborted release does not name it any more",
    facts: {
      rollout: underway({}, { abort: true }),
      analysisRuns: [
        runWith("Error", { error: 5, measurements: [{ message: "connection refused" }] }),
        runWith("Successful", {}, "pay-other"),
      ],
    },
    object: "AnalysisRun pay-run",
    seen: /pay-run of the version is Error: metric rate, 5 error, last measurement \(connection refused\)/,
    next: "kubectl get analysisrun pay-run -o yaml -n shop",
  },
  {
    id: "analysis-inconclusive",
    when: "the numbers say nothing",
    facts: {
      rollout: underway(analysed, {
        ...pausedAt(0, 60, "InconclusiveAnalysisRun"),
        ...stepRun("Inconclusive", "assessed Inconclusive"),
      }),
    },
    object: "Rollout pay",
    seen: /is Inconclusive: assessed Inconclusive$/,
    next: "kubectl argo rollouts promote pay -n shop",
  },
  {
    id: "aborted",
    when: "a person has aborted it",
    facts: { rollout: underway({}, { abort: true, abortedAt: ago(90), message: "RolloutAborted: by hand" }) },
    object: "Rollout pay",
    seen: /\(1m30s ago\): RolloutAborted: by hand/,
    next: "kubectl argo rollouts retry rollout pay -n shop",
  },
  {
    id: "analysis-running",
    when: "it has no verdict yet",
    facts: {
      rollout: underway(analysed, { currentStepIndex: 0, ...stepRun("Running") }),
      analysisRuns: [runWith("Running", { measurements: [{ value: "0.95" }] })],
    },
    object: "Rollout pay",
    seen: /is Running since .* \(1m ago\)\. rate 1 measured, the last value 0\.95\./,
    next: "kubectl get analysisrun pay-run -o yaml -n shop",
  },
  {
    id: "experiment-running",
    when: "a step is one",
    facts: {
      rollout: underway(
        { steps: [{ experiment: {} }] },
        { currentStepIndex: 0, canary: { currentExperiment: "pay-e" } },
      ),
    },
    object: "Rollout pay",
    seen: /Step 1 of 1 waits for the experiment pay-e/,
    next: "kubectl argo rollouts get experiment pay-e -n shop",
  },
  {
    id: "step-plugin",
    when: "a plugin has not said that it is done",
    facts: {
      rollout: underway(
        {},
        {
          canary: {
            stepPluginStatuses: [{ index: 1, name: "a/b", phase: "Running", message: "waits for a ticket" }],
          },
        },
      ),
    },
    object: "Rollout pay",
    seen: /Step 2 of 4 waits for the plugin a\/b, which is Running\. waits for a ticket/,
    next: "kubectl argo rollouts get rollout pay -n shop",
  },
  {
    id: "paused",
    when: "the pause has no end",
    facts: { rollout: underway({}, pausedAt(1, 300)) },
    object: "Rollout pay",
    seen: /at step 2 of 4 \(pause\) since \S+ \(5m ago\), until somebody promotes it/,
    next: "kubectl argo rollouts promote pay -n shop",
  },
  {
    id: "paused",
    when: "the pause has one",
    facts: { rollout: underway({}, pausedAt(3, 300)) },
    object: "Rollout pay",
    seen: /at step 4 of 4 \(pause 10m\) .*, until 2026-01-31T12:05:00Z \(5m from now\)/,
    next: "kubectl argo rollouts promote pay -n shop",
  },
  {
    id: "paused",
    when: "the pause is over and nothing happens",
    facts: { rollout: underway({}, pausedAt(3, 900)) },
    object: "Rollout pay",
    seen: /should have gone on at 2026-01-31T11:55:00Z/,
    next: "kubectl argo rollouts promote pay -n shop",
  },
  {
    id: "paused",
    when: "a blue-green update waits for its switch",
    facts: {
      rollout: rolloutWith(
        { strategy: { blueGreen: { activeService: "pay", autoPromotionEnabled: false } } },
        { ...pausedAt(0, 60, "BlueGreenPause"), blueGreen: { activeSelector: OLD }, stableRS: OLD },
      ),
      services: new Map([serviceWith("pay", OLD)]),
    },
    object: "Rollout pay",
    seen: /before the new version becomes active .*, until somebody promotes it/,
    next: "kubectl argo rollouts promote pay -n shop",
  },
  {
    id: "service-selector",
    when: "a Service selects both versions",
    facts: {
      rollout: withRoute,
      services: new Map([serviceWith("pay-stable", OLD), serviceWith("pay-canary")]),
      routes: routesOf(withRoute, virtualService(25)),
    },
    object: "Service pay-canary",
    seen: /It is not set/,
    next: "kubectl get service pay-canary -o yaml -n shop",
  },
  {
    id: "service-selector",
    when: "the stable Service selects another version",
    facts: {
      rollout: withRoute,
      services: new Map([serviceWith("pay-stable", NEW), serviceWith("pay-canary", NEW)]),
      routes: routesOf(withRoute, virtualService(25)),
    },
    object: "Service pay-stable",
    seen: new RegExp(`It is ${NEW}, and the stable version is ${OLD}`),
    next: "kubectl get service pay-stable -o yaml -n shop",
  },
  {
    id: "stale-selector",
    when: "a Rollout has left its hash to a Deployment",
    facts: { rollout: undefined, deployment: deploymentWith(), services: new Map([serviceWith("pay", OLD)]) },
    object: "Service pay",
    seen: new RegExp(`It is ${OLD}, which no pod of the Deployment has`),
    next: `kubectl patch service pay --type json -p '[{"op":"remove","path":"/spec/selector/rollouts-pod-template-hash"}]' -n shop`,
  },
  {
    id: "weights-unwritten",
    when: "the route has another weight than the status",
    facts: {
      rollout: withRoute,
      services: new Map([serviceWith("pay-stable", OLD), serviceWith("pay-canary", NEW)]),
      routes: routesOf(withRoute, virtualService(60)),
    },
    object: "VirtualService pay",
    seen: /canary has the weight 60, and status\.canary\.weights of the Rollout says 25/,
    next: "kubectl get virtualservices.networking.istio.io pay -o yaml --show-managed-fields -n shop",
  },
  {
    id: "hpa-absent",
    when: "the config wants one",
    facts: { wanted: { ...wanted, isAutoscaled: true } },
    object: "HorizontalPodAutoscaler pay",
    seen: /prod says autoscaling\.enabled/,
    next: "pulumi up --stack prod --refresh",
  },
  {
    id: "hpa-wrong-target",
    when: "it follows the other kind",
    facts: { autoscalers: [autoscalerWith([], { kind: "Deployment" })] },
    object: "HorizontalPodAutoscaler pay",
    seen: /follows the Deployment pay, and the service runs as the Rollout pay/,
    next: "pulumi up",
  },
  {
    id: "hpa-several",
    when: "two follow it",
    facts: { autoscalers: [autoscalerWith(), { ...autoscalerWith(), metadata: { name: "other" } }] },
    object: "HorizontalPodAutoscaler pay, HorizontalPodAutoscaler other",
    seen: /2 of them follow/,
    next: "kubectl delete hpa other -n shop",
  },
  {
    id: "hpa-disabled",
    when: "somebody has scaled to 0",
    facts: { rollout: rolloutWith({ replicas: 0 }), autoscalers: [autoscalerWith()] },
    object: "Rollout pay",
    seen: /It is 0, and HorizontalPodAutoscaler pay follows it/,
    next: "kubectl scale rollouts.argoproj.io pay --replicas 2 -n shop",
  },
  {
    id: "hpa-unable",
    when: "the workload cannot be scaled",
    facts: {
      autoscalers: [
        autoscalerWith([
          { type: "AbleToScale", status: "False", reason: "FailedGetScale", message: "forbidden" },
        ]),
      ],
    },
    object: "HorizontalPodAutoscaler pay",
    seen: /AbleToScale is False, FailedGetScale: forbidden/,
    next: "kubectl describe hpa pay -n shop",
  },
  {
    id: "hpa-no-metrics",
    when: "nobody measures",
    facts: {
      autoscalers: [
        autoscalerWith([
          {
            type: "ScalingActive",
            status: "False",
            reason: "FailedGetResourceMetric",
            message: "no metrics",
          },
        ]),
      ],
    },
    object: "HorizontalPodAutoscaler pay",
    seen: /ScalingActive is False, FailedGetResourceMetric: no metrics/,
    next: "kubectl describe hpa pay -n shop",
  },
  {
    id: "hpa-at-max",
    when: "the load asks for more",
    facts: { autoscalers: [autoscalerWith(limited("TooManyReplicas"))] },
    object: "HorizontalPodAutoscaler pay",
    seen: /6 of at most 6 pods, and the load asks for more/,
    next: "kubectl describe hpa pay -n shop",
  },
  {
    id: "image-differs",
    when: "an up is pending",
    facts: { wanted: { ...wanted, image: "registry.example/pay:3" } },
    object: "Rollout pay",
    seen: /prod says registry\.example\/pay:3, and the live Rollout has registry\.example\/pay:2/,
    next: "pulumi up --stack prod",
  },
  {
    id: "spec-unobserved",
    when: "the controller has not dealt with the newest spec",
    facts: { rollout: rolloutWith({}, { observedGeneration: "2" }) },
    object: "Rollout pay",
    seen: /generation 3, and the controller has dealt with 2/,
    next: "kubectl logs deployment/argo-rollouts --tail 50 -n argo-rollouts",
  },
  {
    id: "not-healthy",
    when: "it is on its way",
    facts: { rollout: underway({}, { message: "more replicas need to be updated" }) },
    object: "Rollout pay",
    seen: /It is Progressing: more replicas need to be updated, at step 2 of 4/,
    next: "kubectl argo rollouts get rollout pay --watch -n shop",
  },
  {
    id: "not-healthy",
    when: "a Deployment is",
    facts: { rollout: undefined, deployment: deploymentWith({}, { updatedReplicas: 1 }) },
    object: "Deployment pay",
    seen: /1 of 2 pods are of the new version/,
    next: "kubectl rollout status deployment pay -n shop",
  },
];

/** Those that others bring along. */
const alone = (id: string, facts: Partial<Facts>) =>
  diagnose(factsWith(facts)).filter((cause) => cause.id === id);

describe("a diagnosis", () => {
  for (const { id, when, facts, object, seen, next } of cases) {
    it(`is ${id} when ${when}`, () => {
      const [cause, ...others] = alone(id, facts);
      assert.ok(cause, JSON.stringify(diagnose(factsWith(facts)).map((one) => one.id)));
      assert.deepEqual([cause.object, cause.next[0], others], [object, next, []]);
      assert.match(cause.seen, seen);
      assert.match(cause.why, /\.$/);
    });
  }

  it("has a test for each of its causes", () => {
    const tested = new Set([...cases.map(({ id }) => id), "hpa-at-min"]);
    const untested = [...checks, ...lastChecks].filter(({ id }) => !tested.has(id));
    assert.deepEqual(
      untested.map(({ id }) => id),
      [],
    );
  });

  it("has a section of docs/doctor.md for each of its causes, and none for others", () => {
    const page = readFileSync(path.join(__dirname, "../../../docs/doctor.md"), "utf8");
    const told = [...page.matchAll(/^### `([\w-]+)`$/gm)].map(([, id]) => id);
    const known = [...checks, ...lastChecks].map(({ id }) => id);
    assert.deepEqual([...told].sort(), [...new Set(known)].sort());
  });

  const uses: readonly [string, DataObject, RegExp, readonly string[]][] = [
    ["a step", { "rollout-type": "Step", "step-index": "0" }, /pay-run of step 1 of 1 is Failed/, ["rate"]],
    ["the background", { "rollout-type": "Background" }, /pay-run in the background is Failed/, ["errors"]],
  ];
  for (const [place, labels, seen, templates] of uses) {
    it(`knows by its labels that an analysis was of ${place}, when the abort has cleared the status`, () => {
      const background = { templates: [{ templateName: "errors" }] };
      const rollout = underway({ ...analysed, analysis: background }, { abort: true, currentStepIndex: 0 });
      const analysisRuns = [runWith("Failed", {}, "pay-run", labels)];
      const [cause] = alone("analysis-failed", { rollout, analysisRuns });
      assert.match(cause?.seen ?? "", seen);
      const tries = templates.map((name) => `npm run try-analysis -- ${name} --namespace shop`);
      assert.deepEqual(cause?.next.slice(1), tries);
    });
  }

  const healthy: readonly [string, Partial<Facts>][] = [
    ["a Rollout", {}],
    ["a Deployment", { rollout: undefined, deployment: deploymentWith() }],
    ["what the config says", { wanted }],
    [
      "a canary whose route has the weight that its status has",
      {
        rollout: rolloutWith({ strategy: { canary: routed } }, weights(0)),
        routes: routesOf(rolloutWith({ strategy: { canary: routed } }), virtualService(0)),
      },
    ],
    [
      "a Rollout that takes its pods from a Deployment",
      {
        rollout: rolloutWith({ workloadRef: { kind: "Deployment", name: "pay" } }),
        deployment: deploymentWith(),
      },
    ],
    [
      "a Rollout whose controllers may not be looked at",
      { controllers: undefined, replicaSets: undefined, services: undefined, autoscalers: undefined },
    ],
    ["a service that its autoscaler follows", { autoscalers: [autoscalerWith()] }],
    ["a first version that an analysis ran for", { rollout: rolloutWith({}, stepRun("Successful")) }],
  ];
  for (const [what, facts] of healthy) {
    it(`finds nothing wrong with ${what}`, () => {
      assert.deepEqual(diagnose(factsWith(facts)), []);
    });
  }

  it("gives a starting pod its time", () => {
    const facts = { rollout: underway(), pods: [brokenPod(running, 5)] };
    assert.deepEqual(
      diagnose(factsWith(facts)).map(({ id }) => id),
      ["not-healthy"],
    );
  });

  it("tells of an autoscaler at its minimum, and calls nothing wrong", () => {
    const [note, ...others] = diagnose(
      factsWith({ autoscalers: [autoscalerWith(limited("TooFewReplicas"))] }),
    );
    assert.deepEqual([note?.id, note?.isNote, others], ["hpa-at-min", true, []]);
  });

  it("asks the cluster that was asked for", () => {
    const [cause] = alone("paused", { rollout: underway({}, pausedAt(1, 300)), flags: " --context prod" });
    assert.equal(cause?.next[0], "kubectl argo rollouts promote pay -n shop --context prod");
  });

  const orders: readonly [string, Partial<Facts>, readonly string[]][] = [
    [
      "a controller that is down before the weights that nobody writes",
      {
        rollout: withRoute,
        services: new Map([serviceWith("pay-stable", OLD), serviceWith("pay-canary", NEW)]),
        routes: routesOf(withRoute, virtualService(25)),
        controllers: [controllerWith({ ready: 0 })],
      },
      ["controller-down", "weights-unwritten"],
    ],
    [
      "a missing route before the refusal that comes of it",
      {
        rollout: underway(routed, condition("InvalidSpec", { message: "not found" })),
        services: new Map([serviceWith("pay-stable", OLD), serviceWith("pay-canary", NEW)]),
        routes: routesOf(withRoute),
      },
      ["route-missing", "invalid-spec"],
    ],
    [
      "an analysis before the abort that comes of it",
      {
        rollout: underway(analysed, { currentStepIndex: 0, abort: true, ...stepRun("Failed") }),
        analysisRuns: [runWith("Failed", {})],
      },
      ["analysis-failed", "aborted"],
    ],
    [
      "a pod before the deadline that it misses, and an update that is pending last",
      {
        rollout: underway({}, condition("Progressing", { reason: "ProgressDeadlineExceeded" })),
        pods: [brokenPod({ state: { waiting: { reason: "ImagePullBackOff" } } })],
        wanted: { ...wanted, image: "registry.example/pay:3" },
      },
      ["pod-image", "deadline-exceeded", "image-differs"],
    ],
    [
      "a plugin that is missing, and not that the spec was not looked at",
      { rollout: { ...withPlugin, status: {} } },
      ["plugin-not-configured"],
    ],
  ];
  for (const [what, facts, ids] of orders) {
    it(`names ${what}`, () => {
      assert.deepEqual(
        diagnose(factsWith(facts)).map(({ id }) => id),
        ids,
      );
    });
  }
});
