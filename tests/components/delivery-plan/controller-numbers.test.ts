import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { limitsOf } from "../../../components/delivery-plan/limits";
import { nearestShare } from "../../../components/delivery-plan/nearest-share";
import { parseQuantity } from "../../../components/delivery-plan/quantity";
import { nextCounts } from "../../../components/delivery-plan/rolling";
import { routedPods } from "../../../components/delivery-plan/routed";
import { wishAt } from "../../../components/delivery-plan/wish";
import { canaryOf } from "./parsed-service";

const int = z.int();
const pair = z.tuple([int, int]);
const bound = z.union([int, z.string(), z.null()]);
const scale = z
  .strictObject({
    replicas: int.optional(),
    weight: int.optional(),
    matchTrafficWeight: z.boolean().optional(),
  })
  .nullable();

/** Tables that the controller's own functions (argo-rollouts 1.10.1) filled in for random inputs. */
function table<Row extends z.ZodType>(name: string, row: Row): z.output<Row>[] {
  return z.array(row).parse(JSON.parse(readFileSync(path.join(__dirname, "controller", name), "utf8")));
}

describe("the numbers of the controller", () => {
  it("are met for the next counts of an update without a router", () => {
    // Replicas, weight, maxSurge, maxUnavailable, stable and canary as [wanted, ready], limits; then what comes next.
    const rows = table("rolling.json", z.tuple([int, int, bound, bound, pair, pair, pair, pair]));
    for (const [
      replicas,
      weight,
      maxSurge,
      maxUnavailable,
      stable,
      canary,
      [surge, unavailable],
      next,
    ] of rows) {
      const input = JSON.stringify({ replicas, weight, maxSurge, maxUnavailable, stable, canary });
      const limits = limitsOf(
        { maxSurge: maxSurge ?? undefined, maxUnavailable: maxUnavailable ?? undefined },
        replicas,
      );
      assert.deepEqual(limits, { surge, unavailable }, input);
      const now = {
        stable: { wanted: stable[0], ready: stable[1] },
        canary: { wanted: canary[0], ready: canary[1] },
      };
      const counts = nextCounts(now, nearestShare(replicas, weight, limits), replicas, limits);
      assert.deepEqual([counts.stable, counts.canary], next, input);
    }
    assert.equal(rows.length, 500);
  });

  it("are met for the pods of both versions behind a router", () => {
    // Replicas, maxTrafficWeight, weight, weight of an experiment, setCanaryScale, dynamicStableScale, minPodsPerReplicaSet.
    const row = z.tuple([int, int, int, int, scale, z.boolean(), int.nullable(), pair]);
    const rows = table("routed.json", row);
    for (const [
      replicas,
      all,
      weight,
      elsewhere,
      setCanaryScale,
      dynamicStableScale,
      least,
      expected,
    ] of rows) {
      const canary = canaryOf({
        trafficRouting: { smi: {}, maxTrafficWeight: all },
        dynamicStableScale,
        ...(least !== null && { minPodsPerReplicaSet: least }),
        steps: [{ setWeight: weight }, ...(setCanaryScale === null ? [] : [{ setCanaryScale }])],
      });
      const wish = { ...wishAt(canary, canary.steps.length - 1), elsewhere };
      const { stable, canary: ofCanary } = routedPods(canary, replicas, wish);
      assert.deepEqual([stable, ofCanary], expected, JSON.stringify({ replicas, canary, elsewhere }));
    }
    assert.equal(rows.length, 300);
  });

  it("are met for quantities, whole and in thousandths", () => {
    for (const [text, whole, thousandths] of table(
      "quantity.json",
      z.tuple([z.string(), z.number().nullable(), z.number().nullable()]),
    )) {
      assert.deepEqual(
        [parseQuantity(text) ?? null, parseQuantity(text, "m") ?? null],
        [whole, thousandths],
        text,
      );
    }
  });
});
