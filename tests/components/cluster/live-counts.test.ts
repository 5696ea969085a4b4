import assert from "node:assert/strict";
import { liveCounts } from "../../../components/cluster/live-counts";

const withDeployments = true;

describe("the counts of what a cluster has", () => {
  it("are read by a list of one object for each kind", async () => {
    const asked: string[] = [];
    const get = (path: string) => {
      asked.push(path);
      return Promise.resolve({ status: 200, body: { metadata: { remainingItemCount: 41 }, items: [{}] } });
    };
    const { istioObjects, ...others } = await liveCounts(get, withDeployments);
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
