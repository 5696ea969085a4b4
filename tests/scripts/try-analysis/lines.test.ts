import assert from "node:assert/strict";
import { addLook, emptyJournal } from "../../../scripts/try-analysis/journal";
import {
  entryLine,
  farewell,
  heading,
  type Made,
  summaryLines,
  verdictLine,
} from "../../../scripts/try-analysis/lines";
import { dataOf } from "../../../scripts/try-analysis/report";
import { type AnalysisRun, analysisRunSchema } from "../../../scripts/try-analysis/status";
import { exitCodes, type Verdict } from "../../../scripts/try-analysis/verdict";

const made: Made = {
  name: "try-rate-x7k2p",
  namespace: "shop",
  template: { name: "rate", scope: "clusterWide" },
  origin: "of the cluster",
  metrics: ["rate", "latency", "late"],
};

function runWith(metricResults: readonly object[]): AnalysisRun {
  return analysisRunSchema.parse({
    metadata: { name: made.name, creationTimestamp: "2026-01-01T00:00:00Z" },
    status: { phase: "Running", metricResults },
  });
}

const rate = {
  ...{ name: "rate", phase: "Failed", count: 3, successful: 1, failed: 1, inconclusive: 1, error: 1 },
  measurements: [
    {
      phase: "Successful",
      value: "[0.99]",
      startedAt: "2026-01-01T00:00:00Z",
      finishedAt: "2026-01-01T00:00:01Z",
    },
    { phase: "Failed", value: "0.2", startedAt: "2026-01-01T00:01:05Z", finishedAt: "2026-01-01T00:01:05Z" },
    { phase: "Inconclusive", value: `{\n  "a": "${"b".repeat(100)}"\n}`, startedAt: "2026-01-01T00:02:00Z" },
    { phase: "Error", message: "cannot\nconnect", startedAt: "2026-01-01T01:00:00Z" },
  ],
};
const run = runWith([rate, { name: "latency", phase: "Failed", dryRun: true, count: 9, failed: 9 }]);
const journal = addLook(emptyJournal, run);

describe("what try-analysis prints", () => {
  it("begins with what is run as what, and where", () => {
    assert.equal(
      heading(made),
      "ClusterAnalysisTemplate rate of the cluster, as the AnalysisRun try-rate-x7k2p in the namespace shop",
    );
  });

  it("has a line per measurement: when, of what, how it went, value and words, each within its line", () => {
    assert.deepEqual(
      journal.entries.map((entry) => entryLine(entry, run, made)),
      [
        "      +1s  rate     Successful    [0.99]",
        "    +1m5s  rate     Failed        0.2",
        `      +2m  rate     Inconclusive  { "a": "${"b".repeat(69)}...`,
        "      +1h  rate     Error         cannot connect",
      ],
    );
  });

  it("has a line per metric in the end, also for one that was not measured and for one that decides nothing", () => {
    assert.deepEqual(summaryLines(run, journal, made), [
      "rate     Successful 1, Failed 1, Inconclusive 1, Error 1",
      "latency  Failed 9; dry run, which decides nothing: Failed",
      "late     not measured",
    ]);
  });

  it("tells how many measurements it has not seen", () => {
    const gone = runWith([
      { name: "rate", phase: "Running", count: 12, successful: 12, measurements: [rate.measurements[0]] },
    ]);
    const [line] = summaryLines(gone, addLook(emptyJournal, gone), made);
    assert.equal(line, "rate     Successful 12; 11 not shown: measured faster than one can look");
  });

  it("has words for each verdict, with the controller's own", () => {
    const said = (verdict: Verdict) => verdictLine({ verdict, message: "" });
    assert.equal(said("Successful"), "Successful.");
    assert.equal(verdictLine({ verdict: "Failed", message: "failed (1)\n> 0" }), "Failed: failed (1) > 0");
    assert.match(
      said("NotTakenUp"),
      /^No controller has taken the run up within 20 s: the Rollouts controller does not run/,
    );
    assert.match(said("TimedOut"), /--timeout gives it more/);
    assert.match(said("Interrupted"), /^Interrupted before the verdict/);
  });

  it("ends with what has become of the run", () => {
    const said = (keep: boolean, reason?: string, context?: string) =>
      farewell(made, { keep, reason, context });
    assert.equal(said(false), "The run is deleted.");
    const look = "kubectl get analysisrun try-rate-x7k2p -n shop";
    assert.equal(said(true), `The run is kept until 1h after its end: ${look} -o yaml`);
    assert.equal(
      said(false, "No right.", "prod"),
      `The run is not deleted. No right. It stays until 1h after its end: ${look} --context prod -o yaml`,
    );
  });

  it("is for programs one object with everything in it", () => {
    const data = Object(dataOf(made, { verdict: "Failed", message: "because", run }, journal, true));
    assert.deepEqual(data.template, {
      name: "rate",
      kind: "ClusterAnalysisTemplate",
      origin: "of the cluster",
    });
    assert.deepEqual(data.run, { name: made.name, namespace: "shop", isKept: true });
    assert.deepEqual([data.verdict, data.exitCode, data.message], ["Failed", exitCodes.Failed, "because"]);
    assert.equal(data.metrics[0].measurements.length, 4);
    assert.deepEqual(data.metrics[1].measurements, []);
  });
});
