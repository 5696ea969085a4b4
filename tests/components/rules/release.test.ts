import type { DataObject } from "../../../components/config";
import { releaseRules } from "../../../components/rules/release";
import { describeRules } from "../../support/rule-cases";

const canary = (steps: DataObject[], ...others: DataObject[]): DataObject =>
  Object.assign({}, { rollout: { enabled: true, canary: { steps } } }, ...others);
const routed = (steps: DataObject[], ...others: DataObject[]): DataObject =>
  canary(steps, { httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } }, ...others);
const blueGreen = (values: DataObject, ...others: DataObject[]): DataObject =>
  Object.assign({}, { rollout: { enabled: true, strategy: "blueGreen", blueGreen: values } }, ...others);

const weights = (...steps: number[]): DataObject[] => steps.map((setWeight) => ({ setWeight }));
const unattended = { release: { unattended: true } };
const beta = { name: "beta", match: [{ headerName: "x-beta", headerValue: { exact: "yes" } }] };

const stepPath = (rest: string): string => `services.pay.rollout.canary.steps${rest}`;

describeRules("rules about what an update comes to", releaseRules, [
  {
    rule: "effective-canary",
    when: "a share that one pod cannot make",
    refuses: canary(weights(10, 50)),
    with: `${stepPath("[0]")}.setWeight: 10 comes to 1 of 2 pods (50 %) with 1 replica (replicaCount). Run at least 4 replicas, or let a router split the traffic (httpRoute, cw-istio).`,
    accepts: canary(weights(10, 50), { replicaCount: 4 }),
  },
  {
    rule: "effective-canary",
    when: "a weight that gives no pod",
    refuses: { replicaCount: 1, rollout: { enabled: true, canary: { maxSurge: 0, steps: weights(20, 40) } } },
    with: `${stepPath("[0]")}.setWeight: 20 comes to 0 of 1 pods (0 %) with 1 replica (replicaCount). Run at least 4 replicas, or let a router split the traffic (httpRoute, cw-istio).`,
    accepts: { replicaCount: 4, rollout: { enabled: true, canary: { maxSurge: 0, steps: weights(20, 40) } } },
  },
  {
    rule: "effective-canary",
    when: "the fewest pods of an autoscaler",
    refuses: canary(weights(5), {
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 40 },
      resources: { requests: { cpu: "1" } },
    }),
    with: `${stepPath("[0]")}.setWeight: 5 comes to 1 of 3 pods (33 %) with 2 replicas (autoscaling.minReplicas). Run at least 6 replicas, or let a router split the traffic (httpRoute, cw-istio).`,
    accepts: routed(weights(5), {
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 40 },
      resources: { requests: { cpu: "1" } },
    }),
  },
  {
    rule: "canary-overloaded",
    when: "few pods for much traffic",
    refuses: routed([{ setCanaryScale: { replicas: 1 } }, ...weights(10, 50)], { replicaCount: 10 }),
    with: `${stepPath("[2]")}.setWeight: 50 % of the traffic goes to 1 pod with 10 replicas (replicaCount): 5 times what a pod gets otherwise. Raise setCanaryScale, or set matchTrafficWeight: true in a step before.`,
    accepts: routed(
      [
        { setCanaryScale: { replicas: 1 } },
        ...weights(10),
        { setCanaryScale: { matchTrafficWeight: true } },
        ...weights(50),
      ],
      { replicaCount: 10 },
    ),
  },
  {
    rule: "canary-overloaded",
    when: "traffic for no pod",
    refuses: routed([...weights(25), { setCanaryScale: { weight: 0 } }], { replicaCount: 4 }),
    with: `${stepPath("[1]")}.setCanaryScale: The canary has no pod with 4 replicas (replicaCount), so it gets none of its 25 % of the traffic. Raise setCanaryScale, or set matchTrafficWeight: true in a step before.`,
    accepts: routed([...weights(25), { setCanaryScale: { weight: 25 } }], { replicaCount: 4 }),
  },
  {
    rule: "canary-falling-weight",
    refuses: routed(weights(10, 50, 20, 30)),
    with: `${stepPath("[2]")}.setWeight: 20 is below the 50 of steps[1]. Let weights rise from step to step; an abort takes all traffic back by itself.`,
    accepts: routed(weights(10, 50, 50, 100)),
  },
  {
    rule: "canary-never-runs",
    refuses: canary([...weights(0), { pause: { duration: "5m" } }], { replicaCount: 4 }),
    with: `${stepPath("")}: No step gives the new version a pod: after them it gets all traffic at once. Set a weight above 0 in a step.`,
    accepts: routed([{ setCanaryScale: { replicas: 1 } }, { pause: { duration: "5m" } }]),
  },
  {
    rule: "canary-never-runs",
    when: "a pause before a weight of 0",
    refuses: canary([{ pause: { duration: "5m" } }, ...weights(0)]),
    with: `${stepPath("")}: No step gives the new version a pod: after them it gets all traffic at once. Set a weight above 0 in a step.`,
    accepts: canary(weights(0), { replicaCount: 0 }),
  },
  {
    rule: "canary-route-without-pods",
    refuses: {
      ...routed([]),
      rollout: {
        enabled: true,
        canary: {
          trafficRouting: { managedRoutes: [{ name: "beta" }] },
          steps: [{ setHeaderRoute: beta }, ...weights(50)],
        },
      },
    },
    with: `${stepPath("[0]")}.setHeaderRoute: The canary has no pod with 1 replica (replicaCount), so these requests reach the old version. Put a step with setCanaryScale before it.`,
    accepts: {
      ...routed([]),
      rollout: {
        enabled: true,
        canary: {
          trafficRouting: { managedRoutes: [{ name: "beta" }] },
          steps: [
            { setHeaderRoute: { name: "beta" } },
            { setMirrorRoute: { name: "beta" } },
            { setCanaryScale: { replicas: 1 } },
            { setHeaderRoute: beta },
          ],
        },
      },
    },
  },
  {
    rule: "canary-endless-pause",
    when: "a pause without a duration",
    refuses: canary([...weights(50), { pause: {} }], unattended, { replicaCount: 4 }),
    with: `${stepPath("[1]")}.pause: Without a duration it waits for a person, but release.unattended is true. Set a duration, or put an analysis step in its place.`,
    accepts: canary([...weights(50), { pause: { duration: 60 } }], unattended, { replicaCount: 4 }),
  },
  {
    rule: "canary-endless-pause",
    when: "an experiment without an end",
    refuses: canary([{ experiment: { templates: [{ name: "new", specRef: "canary" }] } }], unattended),
    with: `${stepPath("[0]")}.experiment: It never ends by itself, but release.unattended is true. Set a duration, or requiredForCompletion for one of its analyses.`,
    accepts: canary([...weights(50), { pause: {} }], { replicaCount: 4 }),
  },
  {
    rule: "blue-green-manual-promotion",
    refuses: blueGreen({ autoPromotionEnabled: false }, unattended),
    with: "services.pay.rollout.blueGreen.autoPromotionEnabled: false means that a person has to promote, but release.unattended is true. Set it to true; a prePromotionAnalysis may decide instead of a person.",
    accepts: blueGreen({ autoPromotionEnabled: false }),
  },
  {
    rule: "canary-stalls",
    refuses: canary([...weights(50), { pause: {} }], { replicaCount: 4 }),
    with: `${stepPath("[1]")}.pause: The canary stays at 50 % until a person promotes it. Set a duration: after the last step the new version gets all traffic by itself.`,
    accepts: canary([...weights(50), { pause: {} }, ...weights(100)], { replicaCount: 4 }),
  },
  {
    rule: "release-time-limit",
    refuses: canary([...weights(50), { pause: { duration: "1h" } }, { pause: { duration: "61m" } }], {
      replicaCount: 4,
    }),
    with: `${stepPath("")}: An update takes at least 2h1m, more than release.timeLimit (2h). Shorten pauses or analyses, or raise release.timeLimit.`,
    accepts: canary([...weights(50), { pause: { duration: "1h" } }, { pause: { duration: "60m" } }], {
      replicaCount: 4,
    }),
  },
  {
    rule: "release-time-limit",
    when: "a slow blue-green update",
    refuses: blueGreen({ autoPromotionSeconds: 600 }, { release: { timeLimit: "5m" } }),
    with: "services.pay.rollout: An update takes at least 10m, more than release.timeLimit (5m). Shorten pauses or analyses, or raise release.timeLimit.",
    accepts: blueGreen({ scaleDownDelaySeconds: 600 }, { release: { timeLimit: "5m" } }),
  },
  {
    rule: "release-time-limit",
    when: "pods that count late, with the fewest pods of an autoscaler",
    refuses: canary(weights(100), {
      rollout: { enabled: true, minReadySeconds: 60, canary: { steps: weights(100) } },
      autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 40 },
      resources: { requests: { cpu: "1" } },
      release: { timeLimit: "2m" },
    }),
    with: `${stepPath("")}: An update takes at least 3m, more than release.timeLimit (2m). Shorten pauses or analyses, or raise release.timeLimit.`,
    accepts: canary(weights(100), {
      rollout: { enabled: true, minReadySeconds: 60, canary: { steps: weights(100) } },
      autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 40 },
      resources: { requests: { cpu: "1" } },
      release: { timeLimit: "2m" },
    }),
  },
  {
    rule: "canary-stalls",
    when: "no pause but the last",
    refuses: canary([{ pause: {} }, ...weights(50), { pause: {} }], { replicaCount: 4 }),
    with: `${stepPath("[2]")}.pause: The canary stays at 50 % until a person promotes it. Set a duration: after the last step the new version gets all traffic by itself.`,
    accepts: canary([{ pause: {} }, ...weights(50), { pause: { duration: 5 } }], { replicaCount: 4 }),
  },
  {
    rule: "canary-never-runs",
    when: "a scale that does nothing without a router",
    refuses: canary([{ setCanaryScale: { replicas: 1 } }, { pause: { duration: "5m" } }]),
    with: `${stepPath("")}: No step gives the new version a pod: after them it gets all traffic at once. Set a weight above 0 in a step.`,
    accepts: canary([{ experiment: { duration: "5m", templates: [{ name: "new", specRef: "canary" }] } }]),
  },
]);
