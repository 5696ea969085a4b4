import assert from "node:assert/strict";
import fc from "fast-check";
import { addCounts, type ControllerLoad, loadKinds, noLoad } from "../../../components/config";
import {
  type ControllerNeeds,
  controllerNeeds,
  guideMemory,
  steadyMemory,
  upstreamDefaults,
} from "../../../components/controller";
import { loadOfPoint, peakOf, readMeasured } from "../../../scripts/docs/sizing/measured";

const needs = (load: Partial<ControllerLoad>, plugins = 0): ControllerNeeds =>
  controllerNeeds({ ...noLoad, ...load }, { plugins, model: "measured" });
const load = fc.record({
  ...Object.fromEntries(loadKinds.map((kind) => [kind, fc.nat(20_000)])),
  templateBytes: fc.integer({ min: 200, max: 50_000 }),
}) as fc.Arbitrary<ControllerLoad>;

describe("the model of the controller's memory", () => {
  const { points } = readMeasured();

  it("is held against enough measurements", () => {
    const measured = points
      .filter(({ variant }) => variant === "base")
      .map(({ counts }) => counts["rollouts"]);
    for (const one of [0, 250, 500, 1000, 2000, 5000]) assert.ok(measured.includes(one), String(one));
    const variants = new Set(points.map(({ variant }) => variant));
    for (const one of ["history-10", "analysis", "services", "istio", "workload-ref", "variables-100"])
      assert.ok(variants.has(one), one);
  });

  for (const point of points) {
    const { variant, counts, steady } = point;
    const at = `${variant}, ${String(counts["rollouts"])} Rollouts`;
    it(`is within 15 % of the steady memory measured at: ${at}`, () => {
      const off = steadyMemory(loadOfPoint(point)) / steady.rss - 1;
      assert.ok(Math.abs(off) <= 0.15, `${String(Math.round(off * 100))} %`);
    });

    it(`asks for no less than the peak measured at: ${at}`, () => {
      const { request } = controllerNeeds(loadOfPoint(point), { plugins: 0, model: "measured" });
      assert.ok(request >= peakOf(point), `${String(request)} < ${String(peakOf(point))}`);
    });
  }

  it("never asks for less when there is more of anything", () => {
    fc.assert(
      fc.property(load, load, (one, more) => {
        const [less, sum] = [
          needs(one),
          needs({ ...addCounts(one, more), templateBytes: one.templateBytes }),
        ];
        for (const key of Object.keys(less) as (keyof ControllerNeeds)[])
          assert.ok(less[key] <= sum[key], key);
      }),
    );
  });

  it("keeps steady below request, request and the Go runtime's limit below the limit", () => {
    fc.assert(
      fc.property(load, fc.nat(5), (one, plugins) => {
        const { steady, request, limit, goMemoryLimit } = needs(one, plugins);
        assert.ok(steady <= request && request < limit && goMemoryLimit + 64 * plugins < limit);
      }),
    );
  });

  it("gives upstream's rates to a small fleet, and more to one that would need longer than ten minutes", () => {
    const { qps, burst, threads } = needs({ rollouts: 100 });
    assert.deepEqual({ qps, burst, threads }, upstreamDefaults);
    const large = needs({ rollouts: 10_000 });
    assert.ok(large.qps > 40 && large.burst === 2 * large.qps && large.threads > 10, JSON.stringify(large));
  });

  it("changes in steps, so that one Rollout more seldom starts the controller anew", () => {
    const requests = Array.from({ length: 1001 }, (_, index) =>
      needs({ rollouts: 1000 + index, replicaSets: 3 * (1000 + index) }),
    );
    assert.ok(new Set(requests.map(({ request }) => request)).size <= 9);
  });

  it("adds the guide's formula beside: 50 MB and 2 MB for each Rollout", () => {
    assert.equal(Math.round((guideMemory({ rollouts: 1000 }) * 2 ** 20) / 1e6), 2050);
    const { steady, request } = controllerNeeds(
      { ...noLoad, rollouts: 1000 },
      { plugins: 0, model: "guide" },
    );
    assert.equal(steady, 1955);
    assert.equal(request, 2048);
  });
});
