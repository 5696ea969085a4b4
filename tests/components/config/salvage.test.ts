import assert from "node:assert/strict";
import fc from "fast-check";
import { formatFinding } from "../../../components/config";
import { nearestExisting, salvage } from "../../../components/config/salvage";
import { checkService } from "../../../components/rules";
import { values } from "../../support/services";

const mistakes = (layer: Parameters<typeof values>[0]): string[] =>
  checkService("pay", values(layer), ["services", "pay"]).findings.map(formatFinding).sort();

describe("values with mistakes in them", () => {
  it("still show what is wrong with the rest, at its place in the whole", () => {
    const steps = [{ setWieght: 5 }, { setWeight: 10 }, { setWeight: 150 }, { pause: { duration: "1 day" } }];
    assert.deepEqual(
      mistakes({
        rollout: { enabled: true, canary: { steps, maxSurge: 0, maxUnavailable: 0 } },
        replicaCount: "x",
      }).map((line) => line.split(": ")[0]),
      [
        "services.pay.replicaCount",
        "services.pay.rollout.canary.maxUnavailable",
        "services.pay.rollout.canary.steps[0].setWieght",
        "services.pay.rollout.canary.steps[2].setWeight",
        "services.pay.rollout.canary.steps[3].pause.duration",
      ],
    );
  });

  it("blame nothing on the rest that comes from what was wrong", () => {
    const resources = { requests: { cpu: ["100m"] } };
    const lines = mistakes({ autoscaling: { enabled: true }, resources });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^services\.pay\.resources\.requests\.cpu: \["100m"\] is not valid/);
  });

  it("blame nothing on values that the wrong one gives their meaning", () => {
    const steps = [{ setWeight: 500 }, { setHeaderRoute: { name: "testers" } }];
    const trafficRouting = { managedRoutes: [{ name: "testers" }], maxTrafficWeight: "1000", nginx: {} };
    const lines = mistakes({ rollout: { enabled: true, canary: { steps, trafficRouting } } });
    assert.deepEqual(
      lines.map((line) => line.split(": ")[0]),
      ["services.pay.rollout.canary.trafficRouting.maxTrafficWeight"],
    );
  });

  it("show one line for a mistake that leaves nothing of its list item", () => {
    const experiment = { templates: [{ name: "canary" }] };
    assert.deepEqual(mistakes({ rollout: { enabled: true, canary: { steps: [{ experiment }] } } }), [
      'services.pay.rollout.canary.steps[0].experiment.templates[0].specRef: A value is needed: expected one of "canary", "stable".',
    ]);
  });
});

describe("taking values out", () => {
  const leaves = (data: unknown, at: (string | number)[] = []): (string | number)[][] => {
    if (Array.isArray(data)) return data.flatMap((item, index) => leaves(item, [...at, index]));
    if (typeof data === "object" && data !== null)
      return Object.entries(data).flatMap(([key, value]) => leaves(value, [...at, key]));
    return [at];
  };
  const valueAt = (data: unknown, path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>((value, part) => Object(value)[part], data);
  const nested = fc.letrec((tie) => ({
    data: fc.oneof(
      { depthSize: "small" },
      fc.integer(),
      fc.array(tie("data")),
      fc.dictionary(fc.string(), tie("data")),
    ),
  })).data;

  it("finds every value that is left at its old place", () => {
    fc.assert(
      fc.property(nested, fc.array(fc.nat(20), { maxLength: 4 }), (data, picks) => {
        const all = leaves(data).filter((path) => path.length > 0);
        const removed = picks.flatMap((pick) => (all[pick] === undefined ? [] : [all[pick]]));
        const left = salvage(data, removed);
        const kept = leaves(left.data).filter((path) => Number.isInteger(valueAt(left.data, path)));
        for (const path of kept) assert.equal(valueAt(data, left.original(path)), valueAt(left.data, path));
        const gone = new Set(removed.map((path) => JSON.stringify(path)));
        const numbers = all.filter(
          (path) => Number.isInteger(valueAt(data, path)) && !gone.has(JSON.stringify(path)),
        );
        assert.equal(kept.filter((path) => path.length > 0).length, numbers.length);
      }),
    );
  });

  it("blames what a missing value is missing from", () => {
    assert.deepEqual(nearestExisting({ a: [{ b: 1 }] }, ["a", 0, "c", "d"]), ["a", 0]);
  });
});
