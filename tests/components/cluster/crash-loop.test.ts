import assert from "node:assert/strict";
import type { Get } from "../../../components/cluster/connection";
import { CrashLoops } from "../../../components/cluster/crash-loop";
import { liveDeployment } from "./live-objects";

const looping = { waiting: { reason: "CrashLoopBackOff" } };

interface Seen {
  readonly hash?: string;
  readonly restarts: number;
  readonly state?: object;
  readonly created?: number;
}

function pod(uid: string, { hash = "new", restarts, state = looping, created = 1 }: Seen) {
  return {
    metadata: {
      uid,
      labels: { "pod-template-hash": hash },
      creationTimestamp: `2030-01-01T00:00:0${String(created)}Z`,
    },
    status: { containerStatuses: [{ name: "pay", ready: false, restartCount: restarts, state }] },
  };
}

/** What is said at each look. */
async function looks(...podsAt: object[][]): Promise<(string | undefined)[]> {
  const loops = new CrashLoops();
  const said: (string | undefined)[] = [];
  for (const items of podsAt) {
    const get: Get = () => Promise.resolve({ status: 200, body: { items } });
    const standing = await loops.standing(get, liveDeployment());
    said.push(standing?.state === "failed" ? standing.reason : standing?.state);
  }
  return said;
}

/** A pod of that name, at each look after so many restarts. */
const restarted = (...counts: number[]) => counts.map((restarts) => [pod("a", { restarts })]);
const failed = "The container pay has ended 4 times.";

describe("a container that ends again and again", () => {
  it("is believed to end again after its fourth end", async () => {
    assert.deepEqual(await looks(...restarted(0, 1, 2, 3)), [undefined, undefined, undefined, failed]);
  });

  it("is given the chance of one more start where it was found so: its cause may be mended", async () => {
    const said = "The container pay has ended 10 times.";
    assert.deepEqual(await looks(...restarted(8, 8, 9)), [undefined, undefined, said]);
  });

  it("is no failure while it runs", async () => {
    const running = [pod("a", { restarts: 4, state: { running: {} } })];
    assert.deepEqual(await looks(...restarted(0), running), [undefined, undefined]);
  });

  it("counts for the newest version alone", async () => {
    const old = (restarts: number) => pod("a", { hash: "old", restarts });
    const latest = pod("b", { restarts: 0, created: 2 });
    assert.deepEqual(await looks([old(3)], [old(4), latest]), [undefined, undefined]);
  });

  it("is nothing to be told of where pods may not be read", async () => {
    const get: Get = () => Promise.resolve({ status: 403, body: {} });
    assert.equal(await new CrashLoops().standing(get, liveDeployment()), undefined);
  });
});
