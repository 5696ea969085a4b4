import assert from "node:assert/strict";
import fc from "fast-check";
import { circlesOf, type ServiceOrder, wavesOf } from "../../../components/config";

const order = (services: Readonly<Record<string, Partial<ServiceOrder>>>): Map<string, ServiceOrder> =>
  new Map(Object.entries(services).map(([name, one]) => [name, { wave: 0, dependsOn: [], ...one }]));

/** Services that may depend on any that come before them in the alphabet and are in no later wave: there is no circle. */
const withoutCircle = fc
  .array(fc.record({ wave: fc.nat(3), picks: fc.array(fc.nat(20), { maxLength: 4 }) }), { maxLength: 20 })
  .map((list) => {
    const all = list.map(({ wave, picks }, index): [string, ServiceOrder] => {
      const before = picks.filter((pick) => pick < index && (list[pick]?.wave ?? 0) <= wave);
      return [nameAt(index), { wave, dependsOn: [...new Set(before.map(nameAt))] }];
    });
    return new Map(all);
  });

function nameAt(index: number): string {
  return `s${String(index).padStart(2, "0")}`;
}

describe("the order of services", () => {
  it("is waves first, then who depends on whom", () => {
    const services = order({
      web: { dependsOn: ["pay", "cart"] },
      pay: { dependsOn: ["cart"] },
      cart: {},
      late: { wave: 5 },
      later: { wave: 5, dependsOn: ["late", "cart"] },
      misspelt: { dependsOn: ["nobody"] },
    });
    assert.deepEqual(wavesOf(services), [["cart", "misspelt"], ["pay"], ["web"], ["late"], ["later"]]);
  });

  it("has every service once, and each after all that it waits for", () => {
    fc.assert(
      fc.property(withoutCircle, (services) => {
        const waves = wavesOf(services);
        assert.deepEqual(waves.flat().sort(), [...services.keys()].sort());
        const placeOf = new Map(waves.flatMap((names, index) => names.map((name) => [name, index])));
        const place = (name: string): number => placeOf.get(name) ?? -1;
        for (const [name, { wave, dependsOn }] of services) {
          for (const one of dependsOn) assert.ok(place(one) < place(name), `${name} after ${one}`);
          for (const [other, { wave: theirs }] of services)
            if (theirs < wave) assert.ok(place(other) < place(name), `${name} after ${other}`);
        }
        assert.deepEqual(circlesOf(services), []);
      }),
    );
  });

  it("tells each circle once, from its first name on", () => {
    const services = order({
      pay: { dependsOn: ["web"] },
      cart: { dependsOn: ["pay"] },
      web: { dependsOn: ["cart"] },
      own: { dependsOn: ["own"] },
      outside: { dependsOn: ["pay"] },
    });
    assert.deepEqual(circlesOf(services), [
      ["cart", "pay", "web", "cart"],
      ["own", "own"],
    ]);
    assert.deepEqual(wavesOf(services), []);
  });
});
