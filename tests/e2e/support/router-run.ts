import assert from "node:assert/strict";
import type { KubernetesObject } from "@kubernetes/client-node";
import type { DataObject } from "../../../components/config";
import { changesOf } from "./changes";
import type { RouteKind } from "./cluster";
import { type Environment, image, sharedEnvironment } from "./environment";
import type { Stack } from "./stack";

/** A router that the controller itself serves, as it is run for real: an entry of a table. */
export interface RouterRun {
  /** Also the stack's and the namespace's name. */
  readonly name: string;
  /** What the service's values say about the router. */
  readonly values: DataObject;
  /** The canary beside its steps. */
  readonly canary?: DataObject;
  /** The object that holds the canary's weight. */
  readonly weights: {
    readonly kind: RouteKind;
    /** Default: `pay`, the service's. */
    readonly name?: string;
    /** In percent. Without an object: before the controller makes it, or after it took it away. */
    read(object: KubernetesObject | undefined): unknown;
  };
  /** A change of the route that is none of its weights. */
  readonly edit: {
    readonly values: DataObject;
    /** The object that is updated. Default: the one that holds the weight. */
    readonly in?: { readonly kind: RouteKind; readonly name: string };
    read(object: KubernetesObject): unknown;
    readonly shows: unknown;
  };
  /** What header and mirror steps make, and how their names are read in the object that holds the weight. */
  readonly managed?: {
    readonly steps: readonly DataObject[];
    readonly names: readonly string[];
    read(object: KubernetesObject): unknown;
  };
}

const SERVICE = "pay";

/** Header and mirror steps have no place before the first pods: the controller takes their routes away again. */
const stepsWith = (managed: readonly DataObject[]) => [
  ...[{ setWeight: 25 }, ...managed, { pause: {} }],
  ...[{ setWeight: 50 }, { pause: {} }],
];

/** The facts that have to hold for every router, whatever its objects look like. */
export function describeRouterRun(run: RouterRun): void {
  const { kind, name: object = SERVICE, read } = run.weights;
  const { managed, edit } = run;
  const edited = edit.in ?? { kind, name: object };

  describe(`a canary through ${run.name}`, function () {
    this.timeout(300_000);
    let env: Environment;
    let stack: Stack;

    const config = (tag: string, more: DataObject = {}) => {
      const steps = stepsWith(managed?.steps ?? []);
      const rollout = { enabled: true, canary: { ...run.canary, steps } };
      return {
        services: { [SERVICE]: { image: image(tag), replicaCount: 4, rollout, ...run.values, ...more } },
      };
    };
    const argo = (verb: string) => env.argo(verb, SERVICE, "-n", stack.name);
    const live = () => env.cluster.get(kind, object, stack.name);
    const weight = async () => read(await live());
    const managedNow = async () => {
      const found = await live();
      return found && managed?.read(found);
    };
    const phase = (wanted: string) => env.cluster.phase(SERVICE, stack.name, wanted);
    const weightIs = (wanted: number) =>
      env.cluster.until(`the canary has ${String(wanted)} percent`, async () => (await weight()) === wanted);

    /** The weights that the canary has meanwhile: the controller corrects a wrong one faster than a test looks. */
    async function weightsDuring(action: () => Promise<void>): Promise<unknown[]> {
      const seen: unknown[] = [await weight()];
      const watch = await env.cluster.watch(kind, object, stack.name, (found) => {
        if (read(found) !== seen.at(-1)) seen.push(read(found));
      });
      await action().finally(() => watch.abort());
      return seen;
    }

    before(async () => {
      env = await sharedEnvironment();
      stack = await env.stack(`router-${run.name.replaceAll(/\W+/g, "-").toLowerCase()}`);
    });

    it("starts with the stable version alone, and is found by the next up as it was made", async () => {
      await stack.up(config("1"));
      await phase("Healthy");
      assert.equal(await weight(), 0);
      await stack.expectNoDrift();
      await stack.expectNoChanges();
    });

    it("stays at 25 when an up at 25 has nothing to change", async () => {
      await stack.up(config("2"));
      await phase("Paused");
      assert.deepEqual(await managedNow(), managed?.names);
      const weights = await weightsDuring(async () => {
        await stack.expectNoChanges();
      });
      assert.deepEqual(weights, [25]);
    });

    it("stays at 25 when the route is edited at 25, and the edit ships", async () => {
      const weights = await weightsDuring(async () => {
        const said = await stack.up(config("2", edit.values));
        assert.deepEqual(changesOf(said), [`updated ${edited.kind} ${edited.name}`]);
      });
      assert.deepEqual(weights, [25]);
      const shown = await env.cluster.get(edited.kind, edited.name, stack.name);
      assert.deepEqual(shown && edit.read(shown), edit.shows);
      assert.deepEqual(await managedNow(), managed?.names);
      await phase("Paused");
    });

    it("has nothing to change after a refresh at 25, and stays there", async () => {
      const weights = await weightsDuring(async () => {
        await stack.refresh();
        await stack.expectNoChanges();
      });
      assert.deepEqual(weights, [25]);
    });

    it("goes on from 25 to 50 and 100 when it is promoted", async () => {
      const weights = await weightsDuring(async () => {
        await argo("promote");
        await weightIs(50);
        await phase("Paused");
        await argo("promote");
        await phase("Healthy");
        await weightIs(0);
      });
      assert.deepEqual(weights, [25, 50, 100, 0]);
      await stack.expectNoChanges();
    });

    it("leaves all traffic to the stable version when it is aborted", async () => {
      await stack.up(config("3", edit.values));
      await phase("Paused");
      await weightIs(25);
      await argo("abort");
      await phase("Degraded");
      await weightIs(0);
      assert.deepEqual(await managedNow(), managed && []);
      await stack.expectNoChanges();
      assert.equal(await weight(), 0);
    });

    it("leaves nothing behind when it is destroyed", async () => {
      await stack.destroy();
      await env.cluster.until("the route is gone", async () => (await live()) === undefined);
      await env.cluster.until(
        "the namespace is gone",
        async () => (await env.cluster.get("Namespace", stack.name)) === undefined,
      );
    });
  });
}
