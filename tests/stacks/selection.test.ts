import assert from "node:assert/strict";
import fc from "fast-check";
import { type DataObject, environment as environmentSchema, parse } from "../../components/config";
import { shardOf, spreadOf, stacksOf } from "../../stacks/selection";

const services = new Map<string, DataObject>([
  ["cart", { labels: { team: "shop", tier: "1" } }],
  ["pay", { labels: { team: "money" } }],
  ["web", {}],
]);

function spread(config: DataObject) {
  const { value } = parse(environmentSchema, { environment: "prod", ...config });
  assert.ok(value);
  const { own, elsewhere } = spreadOf("prod", value, services);
  return { own, elsewhere: Object.fromEntries(elsewhere) };
}

describe("the services of a stack", () => {
  it("are all of the environment, when nothing else is said", () => {
    assert.deepEqual(spread({}), { own: ["cart", "pay", "web"], elsewhere: {} });
  });

  it("are without those that have stacks of their own", () => {
    assert.deepEqual(spread({ ownStacks: ["pay", "unknown"] }), {
      own: ["cart", "web"],
      elsewhere: { pay: "prod.pay" },
    });
    assert.deepEqual(spread({ ownStacks: "all" }), {
      own: [],
      elsewhere: { cart: "prod.cart", pay: "prod.pay", web: "prod.web" },
    });
    assert.deepEqual(spread({ ownStacks: { groups: { shop: { labels: { team: "shop" } } } } }), {
      own: ["pay", "web"],
      elsewhere: { cart: "prod.shop" },
    });
  });

  it("are one, with role: service", () => {
    assert.deepEqual(spread({ role: "service", service: "pay" }), { own: ["pay"], elsewhere: {} });
  });

  it("are those that fit all that is said, with role: services", () => {
    const own = (selection: DataObject) => spread({ role: "services", selection }).own;
    assert.deepEqual(own({ names: ["web", "pay"] }), ["pay", "web"]);
    assert.deepEqual(own({ labels: { team: "shop" } }), ["cart"]);
    assert.deepEqual(own({ labels: { team: "shop", tier: "2" } }), []);
    assert.deepEqual(own({ names: ["pay"], labels: { team: "shop" } }), []);
    assert.deepEqual(own({ shard: { index: 1, of: 1 } }), ["cart", "pay", "web"]);
  });

  it("are in exactly one of the shards, the one that the pipeline's stacks are named by", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 12 }), (all, of) => {
        const values = new Map(all.map((name) => [name, {}]));
        const stacks = stacksOf("prod", { shards: of }, values);
        const found = all.map((name) => {
          const index = shardOf(name, of);
          assert.ok(index >= 1 && index <= of);
          assert.equal(stacks.get(name), `prod.${String(index)}of${String(of)}`);
          const environment = parse(environmentSchema, {
            ...{ environment: "prod", role: "services", selection: { shard: { index, of } } },
          }).value;
          assert.ok(environment);
          return spreadOf("any", environment, values).own.includes(name);
        });
        assert.ok(found.every(Boolean));
      }),
    );
  });

  it("are spread evenly over shards", () => {
    const counts = new Map<number, number>();
    for (let index = 0; index < 1000; index++) {
      const shard = shardOf(`service-${String(index)}`, 8);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    assert.equal(counts.size, 8);
    for (const count of counts.values()) assert.ok(count > 90 && count < 160, String(count));
  });
});
