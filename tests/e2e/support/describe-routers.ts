import assert from "node:assert/strict";
import { changesOf } from "./changes";
import { type Environment, sharedEnvironment } from "./environment";
import { editedBy, type RouterRun, RouterRuns } from "./router-run";

/** The facts that have to hold for every router, whatever its objects look like: one stack runs them all side by side. */
export function describeRouters(title: string, runs: readonly RouterRun[]): void {
  describe(title, function () {
    this.timeout(300_000);
    let env: Environment;
    let all: RouterRuns;

    before(async () => {
      env = await sharedEnvironment();
      all = new RouterRuns(env, await env.stack(title.replaceAll(/\W+/g, "-").toLowerCase()), runs);
    });

    /** Does something once, and looks at every router: at the weights that it had meanwhile, and at what it has now. */
    function fact(
      what: string,
      action: () => Promise<void>,
      weights: readonly unknown[] | undefined,
      check: (run: RouterRun) => Promise<void> = () => Promise.resolve(),
    ): void {
      describe(what, () => {
        let seen: ReadonlyMap<RouterRun, readonly unknown[]>;
        before(async () => {
          seen = await all.weightsDuring(action);
        });
        for (const run of runs)
          it(run.title, async () => {
            if (weights !== undefined) assert.deepEqual(seen.get(run), weights);
            await check(run);
          });
      });
    }
    const hasRoutesOfSteps = async (run: RouterRun) =>
      assert.deepEqual(await all.managed(run), run.managed?.names);

    fact(
      "starts with the stable version alone, and is found by the next up as it was made",
      async () => {
        await all.stack.up(all.config("1"));
        await all.phase("Healthy");
        await all.stack.expectNoDrift();
        await all.stack.expectNoChanges();
      },
      undefined,
      async (run) => assert.equal(await all.weight(run), 0),
    );

    fact(
      "goes to 25 with a new version",
      async () => {
        await all.stack.up(all.config("2"));
        await all.phase("Paused");
      },
      [0, 25],
      hasRoutesOfSteps,
    );

    fact(
      "stays at 25 when an up at 25 has nothing to change",
      async () => {
        await all.stack.expectNoChanges();
      },
      [25],
    );

    fact(
      "stays at 25 when the route is edited at 25, and the edit ships",
      async () => {
        const said = await all.stack.up(all.config("2", true));
        const edited = runs.map(editedBy).map(({ kind, name }) => `updated ${kind} ${name}`);
        assert.deepEqual(changesOf(said), edited.sort());
        await all.phase("Paused");
      },
      [25],
      async (run) => {
        const shown = await all.edited(run);
        assert.deepEqual(shown && run.edit.read(shown), run.edit.shows);
        await hasRoutesOfSteps(run);
      },
    );

    fact(
      "has nothing to change after a refresh at 25, and stays there",
      async () => {
        await all.stack.refresh();
        await all.stack.expectNoChanges();
      },
      [25],
    );

    fact(
      "goes on from 25 to 50 and 100 when it is promoted",
      async () => {
        await all.argo("promote");
        await all.weightIs(50);
        await all.phase("Paused");
        await all.argo("promote");
        await all.phase("Healthy");
        await all.weightIs(0);
        await all.stack.expectNoChanges();
      },
      [25, 50, 100, 0],
    );

    fact(
      "leaves all traffic to the stable version when it is aborted",
      async () => {
        await all.stack.up(all.config("3", true));
        await all.phase("Paused");
        await all.weightIs(25);
        await all.argo("abort");
        await all.phase("Degraded");
        await all.weightIs(0);
        await all.stack.expectNoChanges();
      },
      [0, 25, 0],
      async (run) => assert.deepEqual(await all.managed(run), run.managed && []),
    );

    fact(
      "leaves nothing behind when it is destroyed",
      async () => {
        await all.stack.destroy();
        await env.cluster.until(
          "the namespace is gone",
          async () => (await env.cluster.get("Namespace", all.stack.name)) === undefined,
        );
      },
      undefined,
      async (run) => assert.equal(await all.live(run), undefined),
    );
  });
}
