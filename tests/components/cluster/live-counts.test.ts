import assert from "node:assert/strict";
import fc from "fast-check";
import { countIfAllowed, countIn } from "../../../components/cluster/live-counts";
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
