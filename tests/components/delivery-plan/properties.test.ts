import assert from "node:assert/strict";
import fc from "fast-check";
import type { DataObject } from "../../../components/config";
import { deliveryPlan, type DeliveryPlan } from "../../../components/delivery-plan";
import { limitsOf } from "../../../components/delivery-plan/limits";
import { nearestShare } from "../../../components/delivery-plan/nearest-share";
import { nextCounts, roll, type Versions } from "../../../components/delivery-plan/rolling";
import { arbitraryBlueGreen, arbitraryCanary } from "../../support/arbitrary-rollout";
import { parsedService } from "./parsed-service";

const replicas = fc.integer({ min: 0, max: 20 });
const weight = fc.integer({ min: 0, max: 100 });
const bound = fc.oneof(
  fc.nat(4),
  fc.nat(100).map((share) => `${share}%`),
);
const fenceposts = fc.record({ maxSurge: bound, maxUnavailable: bound }, { requiredKeys: [] });

const planOf = (replicaCount: number, rollout: DataObject): DeliveryPlan =>
  deliveryPlan("pay", parsedService({ replicaCount, rollout: { enabled: true, ...rollout } }));
const anyPlan = fc.oneof(
  fc.tuple(replicas, arbitraryCanary).map(([count, canary]) => planOf(count, { canary })),
  fc.tuple(replicas, arbitraryBlueGreen).map(([count, blueGreen]) => {
    return planOf(count, { strategy: "blueGreen", blueGreen });
  }),
  replicas.map((count) => planOf(count, { enabled: false })),
);

const versions = ["stable", "canary"] as const;

/** Lets the controller and the pods take turns in any order, and tells each state on the way. */
function* play(
  now: Versions,
  next: (now: Versions) => Versions,
  pods: readonly number[],
): Generator<Versions> {
  for (const turn of pods) {
    const version = versions[turn];
    if (version === undefined) now = next(now);
    else {
      const { wanted, ready } = now[version];
      now = { ...now, [version]: { wanted, ready: Math.min(wanted, ready + 1) } };
    }
    yield now;
  }
}

describe("any plan", () => {
  it("ends with all traffic and all pods on the new version", () => {
    fc.assert(
      fc.property(anyPlan, ({ steps, replicas: count }) => {
        const last = steps.at(-1);
        assert.deepEqual([last?.weight, last?.pods.canary, last?.pods.stable], [100, count, 0]);
      }),
    );
  });

  it("has a clock that never goes back, and weights and pods that can be", () => {
    fc.assert(
      fc.property(anyPlan, ({ steps, totals }) => {
        for (const [index, { weight: share, extra, pods, startSeconds, fewestReady }] of steps.entries()) {
          assert.ok(share >= 0 && share <= 100, `${share} %`);
          assert.ok(startSeconds >= (steps[index - 1]?.startSeconds ?? 0));
          assert.ok(Math.min(extra.pods, pods.stable, pods.canary, fewestReady) >= 0);
          assert.ok(extra.pods <= totals.extra.pods && fewestReady >= totals.fewestReady);
        }
      }),
    );
  });

  it("never has fewer ready pods than maxUnavailable allows, when no router splits the traffic", () => {
    const values = fc.tuple(replicas, arbitraryCanary).map(([count, canary]) => {
      const { trafficRouting, ...without } = canary;
      return { count, canary: without };
    });
    fc.assert(
      fc.property(values, ({ count, canary }) => {
        const { unavailable } = limitsOf(canary, count);
        assert.ok(planOf(count, { canary }).totals.fewestReady >= count - unavailable);
      }),
    );
  });

  it("keeps every old pod behind a router until the update is done, without dynamicStableScale", () => {
    fc.assert(
      fc.property(replicas, arbitraryCanary, (count, canary) => {
        const trafficRouting = { alb: { ingress: "pay", servicePort: 80 } };
        const plan = planOf(count, { canary: { ...canary, trafficRouting, dynamicStableScale: false } });
        const update = plan.steps.filter(({ isAftermath }) => !isAftermath);
        assert.ok(update.every(({ pods, fewestReady }) => pods.stable === count && fewestReady >= count));
      }),
    );
  });

  it("has enough pods for all traffic with dynamicStableScale, as long as weights rise", () => {
    const rising = fc.array(weight).map((weights) => weights.sort((a, b) => a - b));
    fc.assert(
      fc.property(replicas, rising, (count, weights) => {
        const trafficRouting = { alb: { ingress: "pay", servicePort: 80 } };
        const steps = weights.map((setWeight) => ({ setWeight }));
        const plan = planOf(count, { canary: { steps, trafficRouting, dynamicStableScale: true } });
        assert.ok(plan.totals.fewestReady >= count);
      }),
    );
  });
});

describe("the way from one share of pods to another", () => {
  const way = fc.record({ count: replicas, bounds: fenceposts, from: weight, to: weight });

  it("ends at the share, within the limits", () => {
    fc.assert(
      fc.property(way, ({ count, bounds, from, to }) => {
        const limits = limitsOf(bounds, count);
        const goal = nearestShare(count, to, limits);
        const scaling = roll(nearestShare(count, from, limits), goal, count, limits);
        assert.deepEqual(scaling.pods, goal);
        assert.ok(scaling.most <= count + limits.surge);
        assert.ok(scaling.fewestReady >= count - limits.unavailable);
      }),
    );
  });

  it("never needs more pods or leaves fewer ready than planned, in whatever order pods get ready", () => {
    fc.assert(
      fc.property(way, fc.array(fc.nat(3), { maxLength: 200 }), ({ count, bounds, from, to }, turns) => {
        const limits = limitsOf(bounds, count);
        const start = nearestShare(count, from, limits);
        const goal = nearestShare(count, to, limits);
        const { most, fewestReady } = roll(start, goal, count, limits);
        const controller = (now: Versions): Versions => {
          const next = nextCounts(now, goal, count, limits);
          const version = next.stable === now.stable.wanted ? "canary" : "stable";
          const { ready } = now[version];
          return { ...now, [version]: { wanted: next[version], ready: Math.min(ready, next[version]) } };
        };

        const begin = {
          stable: { wanted: start.stable, ready: start.stable },
          canary: { wanted: start.canary, ready: start.canary },
        };
        for (const { stable, canary } of play(begin, controller, turns)) {
          assert.ok(stable.wanted + canary.wanted <= most);
          assert.ok(stable.ready + canary.ready >= fewestReady);
        }
      }),
      { numRuns: 300 },
    );
  });
});
