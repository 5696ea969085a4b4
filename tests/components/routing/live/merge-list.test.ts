import assert from "node:assert/strict";
import fc from "fast-check";
import { type ControllersPart, mergeList } from "../../../../components/routing/live/merge-list";
import { routeKinds } from "../../../../components/routing/live/route-kinds";
import {
  type Fields,
  listIn,
  type SharedList,
  valueIn,
  withValue,
} from "../../../../components/routing/live/shared-list";

const part: ControllersPart = {
  versions: new Set(["pay-stable", "pay-canary"]),
  managedRoutes: ["by-header", "mirrored"],
  isExperiment: (name) => name.startsWith("pay-5f7-2-1"),
};

const lists = routeKinds.flatMap(({ kind, shared }) =>
  shared
    // Without weights there is nothing of these properties in it: an Ingress has tests of its own.
    .filter(({ written }) => written.length > 0)
    .map((list) => [`${kind} ${list.at.join(".")}`, list] as const),
);

/** A backend that is told from others by its last name, as a router of this kind writes it. */
function backend(list: SharedList, name: string, written: unknown): Fields {
  const [last = [], ...others] = [...list.names].reverse();
  const named = others.reduce<Fields>((one, keys) => withValue(one, keys, "pay"), withValue({}, last, name));
  return written === undefined ? named : withValue(named, list.written, written);
}

function entry(
  list: SharedList,
  name: string | undefined,
  backends: readonly Fields[],
  edit: unknown,
): Fields {
  const plain: Fields = { ...(name !== undefined && { name }), timeout: edit };
  return withValue(plain, list.backends, backends);
}

/** The list with the two versions in every route, and whatever a route has beside them. */
function rendered(
  list: SharedList,
  routes: readonly OurRoute[],
  weights: readonly [unknown, unknown],
): Fields[] {
  const versions = [backend(list, "pay-stable", weights[0]), backend(list, "pay-canary", weights[1])];
  if (list.backends.length === 0) return versions;
  return routes.map(({ name, edit, others }) =>
    entry(list, name, [...versions, ...others.map((other) => backend(list, other, 7))], edit),
  );
}

interface OurRoute {
  readonly name: string;
  readonly edit: number;
  readonly others: readonly string[];
}

const ourRoutes = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("primary", "second", "third"),
    edit: fc.nat(5),
    others: fc.uniqueArray(fc.constantFrom("legacy", "partner")),
  }),
  { selector: ({ name }) => name, minLength: 1 },
);
const weight = fc.integer({ min: 0, max: 100 });
const managed = fc.uniqueArray(fc.constantFrom("by-header", "mirrored"));
const experiments = fc.uniqueArray(fc.constantFrom("pay-5f7-2-1-baseline", "pay-5f7-2-1-canary"));

/** What a controller has made of a list: other weights, routes of steps on top, an experiment's backends. */
function steered(
  list: SharedList,
  before: readonly Fields[],
  [stable, managedNames, experimentNames]: readonly [number, readonly string[], readonly string[]],
): Fields[] {
  const added = experimentNames.map((name) => backend(list, name, 5));
  const weighted = (backends: readonly Fields[]) => [
    ...backends.map((one) => {
      const name = valueIn(one, list.names.at(-1) ?? []);
      if (name === "pay-stable") return withValue(one, list.written, stable);
      return name === "pay-canary" ? withValue(one, list.written, 100 - stable) : one;
    }),
    ...added,
  ];
  if (list.backends.length === 0) return weighted(before);
  const { isMadeByStep = () => true } = list;
  const made = managedNames
    .filter((name) => isMadeByStep(name, name))
    .map((name) => entry(list, name, [backend(list, "pay-canary", 100)], "of a step"));
  return [
    ...made,
    ...before.map((one) => withValue(one, list.backends, weighted(listIn(one, list.backends)))),
  ];
}

for (const [what, list] of lists)
  describe(`the merge of ${what} with the live one`, () => {
    const live = fc.tuple(weight, managed, experiments);

    it("finds nothing to ship where only the controller has written", () => {
      fc.assert(
        fc.property(ourRoutes, live, (routes, steering) => {
          const ours = rendered(list, routes, [100, 0]);
          const found = steered(list, ours, steering);
          assert.deepEqual(mergeList(ours, found, list, part), found);
        }),
      );
    });

    it("never changes a weight of the canary, whatever is edited", () => {
      fc.assert(
        fc.property(ourRoutes, ourRoutes, live, (before, after, steering) => {
          const found = steered(list, rendered(list, before, [100, 0]), steering);
          const [stable] = steering;
          const merged = mergeList(rendered(list, after, [100, 0]), found, list, part);
          assert.deepEqual(
            weightsOf(merged, list),
            new Set([`pay-stable ${stable}`, `pay-canary ${100 - stable}`]),
          );
        }),
      );
    });

    it("never loses a route of a step or an experiment's backend", () => {
      fc.assert(
        fc.property(ourRoutes, ourRoutes, live, (before, after, steering) => {
          const [, , experimentNames] = steering;
          const found = steered(list, rendered(list, before, [100, 0]), steering);
          const merged = mergeList(rendered(list, after, [100, 0]), found, list, part);
          if (list.backends.length === 0) {
            for (const name of experimentNames) assert.ok(namesIn(merged, list).includes(name));
            return;
          }
          const ofSteps = merged.filter(({ timeout }) => timeout === "of a step");
          assert.deepEqual(
            ofSteps,
            found.filter(({ timeout }) => timeout === "of a step"),
          );
          for (const route of merged.filter(({ name }) => before.some((one) => one.name === name)))
            for (const name of experimentNames)
              assert.ok(namesIn(listIn(route, list.backends), list).includes(name));
        }),
      );
    });

    it("ships every other edit", () => {
      fc.assert(
        fc.property(ourRoutes, ourRoutes, live, (before, after, steering) => {
          const ours = rendered(list, after, [100, 0]);
          const merged = mergeList(
            ours,
            steered(list, rendered(list, before, [100, 0]), steering),
            list,
            part,
          );
          assert.deepEqual(withoutControllers(merged, list), withoutControllers(ours, list));
        }),
      );
    });

    it("gives the same again when its outcome is live", () => {
      fc.assert(
        fc.property(ourRoutes, ourRoutes, live, (before, after, steering) => {
          const ours = rendered(list, after, [100, 0]);
          const once = mergeList(ours, steered(list, rendered(list, before, [100, 0]), steering), list, part);
          assert.deepEqual(mergeList(ours, once, list, part), once);
        }),
      );
    });
  });

describe("a VirtualService with hosts in full", () => {
  it("has the versions in every spelling that Istio takes", () => {
    const [, http] = lists.find(([what]) => what === "VirtualService spec.http") ?? assert.fail();
    for (const host of ["pay-canary.shop", "pay-canary.shop.svc.cluster.local"]) {
      const ours = [{ name: "primary", route: [{ destination: { host }, weight: 0 }] }];
      const live = [{ name: "primary", route: [{ destination: { host }, weight: 40 }] }];
      assert.deepEqual(mergeList(ours, live, http, part), live);
    }
  });
});

function namesIn(backends: readonly Fields[], list: SharedList): unknown[] {
  return backends.map((one) => valueIn(one, list.names.at(-1) ?? []));
}

function backendsIn(entries: readonly Fields[], list: SharedList): readonly Fields[] {
  if (list.backends.length === 0) return entries;
  return entries
    .filter(({ timeout }) => timeout !== "of a step")
    .flatMap((one) => listIn(one, list.backends));
}

function weightsOf(entries: readonly Fields[], list: SharedList): Set<string> {
  return new Set(
    backendsIn(entries, list)
      .map((one) => [valueIn(one, list.names.at(-1) ?? []), valueIn(one, list.written)] as const)
      .filter(([name]) => part.versions.has(String(name)))
      .map(([name, written]) => `${String(name)} ${String(written)}`),
  );
}

/** All that is ours alone. */
function withoutControllers(entries: readonly Fields[], list: SharedList): unknown {
  const own = (backends: readonly Fields[]) =>
    backends
      .filter((one) => !part.isExperiment(String(valueIn(one, list.names.at(-1) ?? []))))
      .map((one) =>
        part.versions.has(String(valueIn(one, list.names.at(-1) ?? [])))
          ? withValue(one, list.written, "theirs")
          : one,
      );
  if (list.backends.length === 0) return own(entries);
  return entries
    .filter(({ timeout }) => timeout !== "of a step")
    .map((one) => withValue(one, list.backends, own(listIn(one, list.backends))));
}
