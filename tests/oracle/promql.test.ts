import assert from "node:assert/strict";
import fc from "fast-check";
import { promqlMistake } from "../../components/config";
import { resolveTools } from "../../scripts/local/toolchain";
import {
  badQueries,
  goodQueries,
  newerQueries,
  olderQueries,
  withPlaceholderValues,
} from "../support/promql";
import { promtoolMistakes, promtoolVersion } from "./support/promtool";

/** Queries that promtool refuses and this package does not, with the words of promtool. */
const laxer: Readonly<Record<string, RegExp>> = {
  'up{__name__="down"}': /metric name must not be set twice/,
  "{}": /at least one non-empty matcher/,
  "up{app=~'('}": /error parsing regexp/,
  "rate(a[5m]) offset 5m": /offset modifier must be preceded/,
  "up offset 5m offset 5m": /offset may not be set multiple times/,
  "a and on (b) group_left c": /no grouping allowed/,
  "1 + on (b) 2": /vector matching only allowed between instant vectors/,
  "a + bool b": /bool modifier can only be used on comparison operators/,
  "a / on (b) group_left (b) c": /label "b" must not occur in ON and GROUP clause at once/,
};

describe("our reading of PromQL beside promtool's", function () {
  this.timeout(60_000);

  let promtool: string;

  before(async () => {
    promtool = (await resolveTools(["promtool"])).promtool.path;
  });

  it("has nothing against what promtool reads", () => {
    const ofVersion = / version 2\./.test(promtoolVersion(promtool)) ? olderQueries : newerQueries;
    const filled = [...goodQueries, ...ofVersion].map(withPlaceholderValues);
    const refused = promtoolMistakes(promtool, filled).map(
      (mistake, index) => mistake && [filled[index], mistake],
    );
    assert.deepEqual(refused.filter(Boolean), []);
    assert.deepEqual(
      filled.filter((query) => promqlMistake(query) !== undefined),
      [],
    );
  });

  it("refuses what promtool refuses", () => {
    const filled = badQueries.map(([query]) => withPlaceholderValues(query));
    const read = promtoolMistakes(promtool, filled).flatMap((mistake, index) =>
      mistake ? [] : [filled[index]],
    );
    assert.deepEqual(read, []);
  });

  it("leaves to Prometheus what is written down here, and nothing else of it", () => {
    const queries = Object.keys(laxer);
    for (const [index, mistake] of promtoolMistakes(promtool, queries).entries()) {
      const query = queries[index] ?? "";
      assert.match(mistake ?? "promtool has nothing against it", laxer[query] ?? /^$/, query);
      assert.equal(promqlMistake(query), undefined, query);
    }
  });

  it("has nothing against any query with a slip that promtool reads all the same", () => {
    const slips = fc
      .sample(slipOf([...goodQueries, ...badQueries.map(([query]) => query)]), {
        numRuns: 3000,
        seed: 1,
      })
      .filter((query) => query !== "");
    const mistakes = promtoolMistakes(promtool, slips);
    const read = slips.filter((_, index) => mistakes[index] === undefined);
    const strict = read.filter((query) => promqlMistake(query) !== undefined);
    assert.deepEqual(strict, []);
    const missed = slips.filter(
      (query, index) => mistakes[index] !== undefined && promqlMistake(query) === undefined,
    );
    const refused = slips.length - read.length;
    assert.ok(missed.length < refused / 20, `${String(missed.length)} of ${String(refused)} were missed`);
    console.log(
      `    ${promtoolVersion(promtool)}: of ${String(slips.length)} queries with a slip it reads ${String(read.length)}, and refuses ${String(missed.length)} that pass here`,
    );
  });
});

/** A query in which a word or a sign is left out, doubled or put in place of another. */
function slipOf(queries: readonly string[]): fc.Arbitrary<string> {
  const parts = queries.map(
    (query) => withPlaceholderValues(query).match(/\s+|[\w.:]+|"[^"]*"|'[^']*'|[=!<>]=|[=!]~|[^]/g) ?? [],
  );
  const slips = ["drop", "double", "swap"] as const;
  return fc.constantFrom(...parts).chain((words) => {
    const place = fc.nat({ max: words.length - 1 });
    return fc
      .tuple(place, place, fc.constantFrom(...slips))
      .map(([one, other, slip]) => changed(words, one, other, slip).join(""));
  });
}

function changed(
  words: readonly string[],
  one: number,
  other: number,
  slip: "drop" | "double" | "swap",
): string[] {
  if (slip === "drop") return words.filter((_, index) => index !== one);
  if (slip === "double") return words.flatMap((word, index) => (index === one ? [word, word] : [word]));
  return words.map((word, index) => (index === one ? (words[other] ?? word) : word));
}
