import assert from "node:assert/strict";
import fc from "fast-check";
import { controller, instanceIdsOf, instanceOf, serviceName } from "../../../components/config";

const name = fc
  .stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/)
  .filter((one) => serviceName.safeParse(one).success);
const idsOf = (shards: number, instanceId?: string) =>
  instanceIdsOf(controller.parse({ shards, ...(instanceId !== undefined && { instanceId }) }));
const services = Array.from({ length: 3000 }, (_, index) => `service-${index}`);

describe("the ids of controllers", () => {
  it("are none for one controller, and its own where it has one", () => {
    assert.deepEqual(idsOf(1), []);
    assert.deepEqual(idsOf(1, "blue"), ["blue"]);
  });

  it("are numbered for several, after their own", () => {
    assert.deepEqual(idsOf(3), ["shard-0", "shard-1", "shard-2"]);
    assert.deepEqual(idsOf(2, "blue"), ["blue-shard-0", "blue-shard-1"]);
  });

  it("are refused where they cannot be part of a name", () => {
    for (const instanceId of ["Blue", "-a", "a-", "a.b", "a_b", "", "a".repeat(41)])
      assert.equal(controller.safeParse({ instanceId }).success, false, instanceId);
    for (const shards of [0, 1.5, 101]) assert.equal(controller.safeParse({ shards }).success, false);
  });
});

describe("the controller of a service", () => {
  it("is one of them, whatever their order", () => {
    fc.assert(
      fc.property(name, fc.integer({ min: 2, max: 20 }), (service, shards) => {
        const ids = idsOf(shards);
        const id = instanceOf(service, ids);
        assert.ok(id !== undefined && ids.includes(id));
        assert.equal(instanceOf(service, ids.toReversed()), id);
      }),
    );
  });

  it("changes with one more controller only where that one takes it, and with one less only where that one had it", () => {
    fc.assert(
      fc.property(name, fc.integer({ min: 2, max: 20 }), (service, shards) => {
        const [before, after] = [instanceOf(service, idsOf(shards)), instanceOf(service, idsOf(shards + 1))];
        assert.ok(after === before || after === `shard-${shards}`);
      }),
    );
  });

  it("is the same in every version of the program", () => {
    const assigned = ["a", "b", "c", "d", "pay"].map((one) => instanceOf(one, idsOf(3)));
    assert.deepEqual(assigned, ["shard-2", "shard-0", "shard-0", "shard-2", "shard-1"]);
  });

  it("is none where there is one without an id", () => {
    assert.equal(instanceOf("pay", idsOf(1)), undefined);
    assert.equal(instanceOf("pay", idsOf(1, "blue")), "blue");
  });

  for (const shards of [2, 3, 7]) {
    it(`takes an even share of 3,000 services, give or take 10 %, of ${shards} and of one more`, () => {
      const counts = new Map<string | undefined, number>();
      for (const service of services) {
        const id = instanceOf(service, idsOf(shards));
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      for (const count of counts.values())
        assert.ok(Math.abs((count * shards) / services.length - 1) < 0.1, [...counts.values()].join(" "));
      const moved = services.filter(
        (one) => instanceOf(one, idsOf(shards)) !== instanceOf(one, idsOf(shards + 1)),
      );
      assert.ok(Math.abs((moved.length * (shards + 1)) / services.length - 1) < 0.1, String(moved.length));
    });
  }
});
