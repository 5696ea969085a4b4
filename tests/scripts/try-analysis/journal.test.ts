import assert from "node:assert/strict";
import fc from "fast-check";
import { addLook, emptyJournal, type Journal } from "../../../scripts/try-analysis/journal";
import { type AnalysisRun, analysisRunSchema, type Phase } from "../../../scripts/try-analysis/status";

type Ended = "Successful" | "Failed" | "Inconclusive" | "Error";
interface Measured {
  readonly phase: Phase;
  readonly value?: string;
  readonly startedAt?: string;
}
const time = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, "0")}Z`;

/** What the controller shows when a metric has had these: the last ten, and how many of each there were. */
function shown(all: Readonly<Record<string, readonly Measured[]>>, limit = 10): AnalysisRun {
  const metricResults = Object.entries(all).map(([name, measurements]) => {
    const count = (ended: Ended) => measurements.filter(({ phase }) => phase === ended).length;
    const [successful, failed, inconclusive, error] = [
      count("Successful"),
      count("Failed"),
      count("Inconclusive"),
      count("Error"),
    ];
    const counted = { successful, failed, inconclusive, error, count: successful + failed + inconclusive };
    return { name, phase: "Running", ...counted, measurements: measurements.slice(-limit) };
  });
  return analysisRunSchema.parse({
    metadata: { name: "try", creationTimestamp: time(0) },
    status: { phase: "Running", metricResults },
  });
}

const valuesOf = ({ entries }: Journal, metric = "m"): string[] =>
  entries.filter((entry) => entry.metric === metric).map(({ measurement }) => measurement.value);

describe("the journal of a run", () => {
  it("has each measurement once, in order, however often one looks, while at most ten end between two looks", () => {
    const phases = fc.constantFrom<Ended[]>("Successful", "Failed", "Inconclusive", "Error");
    const looks = fc.array(fc.array(phases, { maxLength: 10 }), { maxLength: 12 });
    fc.assert(
      fc.property(looks, fc.boolean(), (added, isMeasuring) => {
        const all: Measured[] = [];
        let journal = emptyJournal;
        for (const phasesNow of added) {
          // All within one second: time tells nothing.
          for (const phase of phasesNow) all.push({ phase, value: String(all.length), startedAt: time(1) });
          const going: Measured[] = isMeasuring ? [{ phase: "Running", startedAt: time(1) }] : [];
          journal = addLook(journal, shown({ m: [...all, ...going] }, isMeasuring ? 11 : 10));
        }
        assert.deepEqual(
          valuesOf(journal),
          all.map(({ value }) => value),
        );
        assert.equal(journal.missed.size, 0);
      }),
    );
  });

  it("counts what was trimmed before anybody looked", () => {
    const measured = (count: number): Measured[] =>
      Array.from({ length: count }, (_, index) => ({ phase: "Successful", value: String(index) }));
    const first = addLook(emptyJournal, shown({ m: measured(12) }));
    const second = addLook(first, shown({ m: measured(25) }));
    assert.deepEqual([first.missed.get("m"), second.missed.get("m")], [2, 5]);
    assert.deepEqual(valuesOf(second).at(-1), "24");
  });

  it("has a measurement when it has ended, and then with its value", () => {
    const begun = addLook(emptyJournal, shown({ m: [{ phase: "Running" }] }));
    assert.deepEqual(begun.entries, []);
    const ended = addLook(begun, shown({ m: [{ phase: "Failed", value: "0.2" }] }));
    assert.deepEqual(valuesOf(ended), ["0.2"]);
  });

  it("has several metrics in the order of time", () => {
    const of = (...seconds: number[]): Measured[] =>
      seconds.map((second) => ({ phase: "Successful", startedAt: time(second) }));
    const { entries } = addLook(emptyJournal, shown({ m: of(1, 5), n: of(3) }));
    assert.deepEqual(
      entries.map(({ metric }) => metric),
      ["m", "n", "m"],
    );
  });
});
