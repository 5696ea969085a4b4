import assert from "node:assert/strict";
import fc from "fast-check";
import { countIfAllowed, countIn, liveCounts } from "../../../components/cluster/live-counts";
import type { Answer } from "../../../components/cluster/connection";

const rollouts = { apiVersion: "argoproj.io/v1alpha1", plural: "rollouts" };

/** Answers in turn, and the paths that were asked for. */
function server(...answers: Answer[]) {
  const asked: string[] = [];
  const get = (path: string): Promise<Answer> => {
    asked.push(path);
    return Promise.resolve(answers[asked.length - 1] ?? { status: 500, body: undefined });
  };
  return { asked, count: () => countIfAllowed(get, rollouts) };
}

describe("counting objects", () => {
  it("takes one small answer, however many there are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), async (rest) => {
        const body = { metadata: { continue: "x", remainingItemCount: rest }, items: [{}] };
        const { asked, count } = server({ status: 200, body });
        assert.equal(await count(), rest + 1);
        assert.deepEqual(asked, ["/apis/argoproj.io/v1alpha1/rollouts?limit=1"]);
      }),
    );
  });

  it("is the number of items where one page is all, which may be null", () => {
    assert.equal(countIn({ items: [{}], metadata: {} }), 1);
    assert.equal(countIn({ items: null, metadata: { continue: "" } }), 0);
  });

  it("lists the names where the API server does not say how many remain", async () => {
    const named = (name: string) => ({ metadata: { name } });
    const { asked, count } = server(
      { status: 200, body: { metadata: { continue: "x" }, items: [{}] } },
      { status: 200, body: { metadata: {}, items: [named("a"), named("b"), named("c")] } },
    );
    assert.equal(await count(), 3);
    assert.equal(asked.length, 2);
  });

  it("is 0 of a kind that the cluster does not know, and unknown where it may not be asked", async () => {
    assert.equal(await server({ status: 404, body: undefined }).count(), 0);
    assert.equal(await server({ status: 403, body: {} }).count(), undefined);
  });
});

describe("the counts of what a cluster has", () => {
  it("are read by a list of one object for each kind", async () => {
    const asked: string[] = [];
    const get = (path: string) => {
      asked.push(path);
      return Promise.resolve({
        status: 200,
        body: { metadata: { continue: "x", remainingItemCount: 41 }, items: [{}] },
      });
    };
    const { istioObjects, ...others } = await liveCounts(get, true);
    assert.deepEqual(new Set(Object.values(others)), new Set([42]));
    assert.equal(istioObjects, 84);
    assert.equal(asked.length, 8);
    assert.ok(asked.every((path) => path.endsWith("?limit=1")));
    // An API server leaves the count out where the list is a selection.
    assert.ok(asked.every((path) => !path.includes("Selector")));
  });

  it("are the objects of the answer where none remain, and none where the kind is not there", async () => {
    const get = (path: string) =>
      Promise.resolve(
        path.includes("istio")
          ? { status: 404, body: {} }
          : { status: 200, body: { metadata: {}, items: [{}] } },
      );
    const { rollouts, istioObjects, deployments } = await liveCounts(get, false);
    assert.deepEqual([rollouts, istioObjects, deployments], [1, 0, undefined]);
  });

  it("are left out where the user may not list a kind, or the server does not answer with a list", async () => {
    const refused: Readonly<Record<string, unknown>> = {
      services: 403,
      ingresses: 500,
      destinationrules: 403,
    };
    const get = (path: string) => {
      const plural = path.split("/").at(-1)?.split("?")[0] ?? "";
      return Promise.resolve({ status: Number(refused[plural] ?? 200), body: { items: null } });
    };
    assert.deepEqual(await liveCounts(get, false), { rollouts: 0, replicaSets: 0, analysisRuns: 0 });
  });
});
