import type { DataObject } from "../../../components/config";
import { canaryRules } from "../../../components/rules/strategy";
import { describeRules } from "../../support/rule-cases";

const canary = (values: DataObject): DataObject => ({ rollout: { enabled: true, canary: values } });
const steps = (...weights: number[]): DataObject =>
  canary({ steps: weights.map((setWeight) => ({ setWeight })) });
const nginx = { nginx: { stableIngress: "pay" } };
const istio = { istio: { virtualService: { name: "pay" } } };
const needsRouter =
  "It needs a router; here the ratio of pods splits the traffic. Set httpRoute, cw-istio or trafficRouting, or take it out.";

const experiment = (...templates: DataObject[]): DataObject =>
  canary({
    trafficRouting: istio,
    steps: [
      { setWeight: 30 },
      { experiment: { templates: templates.map((one) => ({ specRef: "canary", ...one })) } },
    ],
  });

describeRules("rules about a canary", canaryRules, [
  {
    rule: "canary-weight-bounds",
    refuses: steps(10, 50, 150),
    with: "services.pay.rollout.canary.steps[2].setWeight: 150 is above 100. A weight is a percentage of traffic.",
    accepts: steps(0, 100),
  },
  {
    rule: "canary-can-move",
    refuses: canary({ maxSurge: 0, maxUnavailable: "0%" }),
    with: "services.pay.rollout.canary.maxUnavailable: maxSurge (0) and maxUnavailable (0%) are both zero. Let one of them be at least 1, or leave both out (25 % each).",
    accepts: canary({ maxSurge: 1, maxUnavailable: 0 }),
  },
  {
    rule: "canary-can-move",
    when: "it with a router too",
    refuses: canary({ maxSurge: "0%", maxUnavailable: 0, trafficRouting: nginx }),
    with: "services.pay.rollout.canary.maxUnavailable: maxSurge (0%) and maxUnavailable (0) are both zero. Let one of them be at least 1, or leave both out (25 % each).",
    accepts: canary({ maxSurge: 0, trafficRouting: nginx }),
  },
  {
    rule: "canary-service-is-apex",
    refuses: canary({ canaryService: "pay", stableService: "pay-old" }),
    with: "services.pay.rollout.canary.canaryService: pay is the Service that clients call. Choose another name: the Service is made here.",
    accepts: canary({ canaryService: "pay-new", stableService: "pay" }),
  },
  {
    rule: "canary-service-is-apex",
    when: "a Service of ping-pong",
    refuses: canary({
      pingPong: { pingService: "pay-ping", pongService: "pay" },
      trafficRouting: istio,
    }),
    with: "services.pay.rollout.canary.pingPong.pongService: pay is the Service that clients call. Choose another name: the Service is made here.",
    accepts: canary({
      pingPong: { pingService: "pay-ping", pongService: "pay-pong" },
      trafficRouting: istio,
    }),
  },
  {
    rule: "canary-needs-router",
    refuses: canary({
      scaleDownDelaySeconds: 30,
      dynamicStableScale: true,
      steps: [{ setWeight: 10 }, { setCanaryScale: { replicas: 1 } }],
    }),
    with: [
      `services.pay.rollout.canary.scaleDownDelaySeconds: ${needsRouter}`,
      `services.pay.rollout.canary.dynamicStableScale: ${needsRouter}`,
      `services.pay.rollout.canary.steps[1].setCanaryScale: ${needsRouter}`,
    ],
    accepts: [
      canary({
        scaleDownDelaySeconds: 30,
        dynamicStableScale: true,
        trafficRouting: nginx,
        steps: [{ setWeight: 10 }, { setCanaryScale: { replicas: 1 } }],
      }),
      canary({ dynamicStableScale: false, steps: [{ setWeight: 10 }] }),
    ],
  },
  {
    rule: "canary-ignored-without-router",
    refuses: canary({
      abortScaleDownDelaySeconds: 0,
      scaleDownDelayRevisionLimit: 2,
      minPodsPerReplicaSet: 2,
      pingPong: { pingService: "pay-ping", pongService: "pay-pong" },
    }),
    with: [
      `services.pay.rollout.canary.abortScaleDownDelaySeconds: ${needsRouter}`,
      `services.pay.rollout.canary.scaleDownDelayRevisionLimit: ${needsRouter}`,
      `services.pay.rollout.canary.minPodsPerReplicaSet: ${needsRouter}`,
      `services.pay.rollout.canary.pingPong: ${needsRouter}`,
    ],
    accepts: canary({ abortScaleDownDelaySeconds: 0, minPodsPerReplicaSet: 2, trafficRouting: istio }),
  },
  {
    rule: "stable-scale-or-delay",
    refuses: canary({ dynamicStableScale: true, scaleDownDelaySeconds: 30, trafficRouting: nginx }),
    with: "services.pay.rollout.canary.scaleDownDelaySeconds: With dynamicStableScale no pod of the old version is left to be kept. Take one of the two out.",
    accepts: canary({ dynamicStableScale: true, abortScaleDownDelaySeconds: 30, trafficRouting: nginx }),
  },
  {
    rule: "experiment-template-names",
    refuses: experiment({ name: "a" }, { name: "b" }, { name: "a" }),
    with: "services.pay.rollout.canary.steps[1].experiment.templates[2].name: a is the name of another template of this experiment. Rename one of them.",
    accepts: experiment({ name: "a" }, { name: "b" }),
  },
  {
    rule: "experiment-weights",
    refuses: experiment({ name: "a", weight: 40 }, { name: "b", weight: 40 }),
    with: "services.pay.rollout.canary.steps[1].experiment.templates: Weights of 80 and the canary's 30 are above 100. Lower them: the stable version gets what is left.",
    accepts: [
      experiment({ name: "a", weight: 40 }, { name: "b", weight: 30 }),
      experiment({ name: "a", weight: 70 }, { name: "b" }),
    ],
  },
]);
