import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ClusterError } from "../../../components/cluster/cluster-error";
import { inTime } from "../../../components/cluster/in-time";

describe("a reading of the cluster in time", () => {
  it("gives what was read, or fails as the reading does", async () => {
    assert.equal(await inTime(() => Promise.resolve("read")), "read");
    await assert.rejects(
      inTime(() => Promise.reject(new Error("refused"))),
      /^Error: refused$/,
    );
  });

  it("ends with its requests when it takes too long", async () => {
    const signals: AbortSignal[] = [];
    const late = inTime((signal) => {
      signals.push(signal);
      return new Promise<never>((_, reject) => setTimeout(reject, 500, new Error("too late")));
    }, 0.05);
    await assert.rejects(late, new ClusterError("The cluster did not answer within 0.05 s."));
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  it("may have many requests under way, which is no leak", async () => {
    const warnings: string[] = [];
    const warned = ({ name }: Error) => warnings.push(name);
    process.on("warning", warned);
    await inTime(async (signal) => {
      for (let request = 0; request < 20; request++) signal.addEventListener("abort", () => undefined);
      await setImmediate();
    });
    process.off("warning", warned);
    assert.deepEqual(warnings, []);
  });
});
