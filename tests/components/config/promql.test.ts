import assert from "node:assert/strict";
import fc from "fast-check";
import { placeIn, promqlMistake, promqlType } from "../../../components/config";
import { badQueries, goodQueries, newerQueries, olderQueries } from "../../support/promql";

const types: Readonly<Record<string, string>> = {
  "1": "scalar",
  "-5 * (2 + Inf)": "scalar",
  "time() - 60": "scalar",
  "pi()": "scalar",
  "scalar(sum(up)) / 2": "scalar",
  "1 < bool 2": "scalar",
  "{{args.n}} + 1": "unknown",
  "{{args.query}}": "unknown",
  "scalar(up) > up": "vector",
  up: "vector",
  "sum(up) / {{args.n}}": "vector",
  time_total: "vector",
  "vector(1)": "vector",
  "-up": "vector",
  "up offset 5m": "vector",
  "up or on() vector(0)": "vector",
  "up[5m]": "matrix",
  "(up[5m] @ 5)": "matrix",
  "rate(up[5m])[1h:]": "matrix",
  "'text'": "string",
  '("text")': "string",
  "rate(up)": "unknown",
  "up up": "unknown",
};

describe("PromQL", () => {
  for (const query of [...goodQueries, ...olderQueries, ...newerQueries]) {
    it(`lets ${JSON.stringify(query)} pass`, () => {
      assert.equal(promqlMistake(query), undefined);
    });
  }

  for (const [query, at] of badQueries) {
    it(`finds the place of the mistake in ${JSON.stringify(query)}`, () => {
      const mistake = promqlMistake(query);
      assert.ok(mistake, "nothing was found");
      assert.ok(query.slice(mistake.at).startsWith(at), `at ${String(mistake.at)}: ${mistake.reason}`);
      assert.equal(mistake.at === query.length, at === "");
    });
  }

  for (const [query, type] of Object.entries(types)) {
    it(`knows that ${query} gives ${type}`, () => {
      assert.equal(promqlType(query), type);
    });
  }

  it("says the place in lines and columns", () => {
    assert.equal(placeIn("sum(", 4), "column 5");
    assert.equal(placeIn("sum(a)\n/ b b", 11), "line 2, column 5");
  });

  it("names a placeholder where that is what cannot stand there", () => {
    const mistake = promqlMistake("sum by ({{args.b}} {{args.b}}) (a)");
    assert.deepEqual([mistake?.at, mistake?.text], [19, "{{args.b}}"]);
  });

  it("has no opinion where a placeholder is none of an argument, or too many decide", () => {
    assert.equal(promqlMistake("a b {{c}}"), undefined);
    assert.equal(promqlMistake("a b {{args.c"), undefined);
    assert.equal(promqlMistake(") {{args.a}} {{args.b}} {{args.c}} {{args.d}}"), undefined);
  });
});

describe("placeholders in PromQL", () => {
  it("make no right query wrong, whatever word, number, duration or text they stand for", () => {
    const plain = goodQueries.filter((query) => !query.includes("{{"));
    const spaces = fc.constantFrom("", " ");
    const place = fc.constantFrom(...plain).chain((query) =>
      fc.record({
        query: fc.constant(query),
        part: fc.constantFrom(...partsOf(query)),
      }),
    );
    fc.assert(
      fc.property(place, spaces, ({ query, part: { from, to } }, space) => {
        const templated = `${query.slice(0, from)}{{${space}args.x${space}}}${query.slice(to)}`;
        assert.equal(promqlMistake(templated), undefined, templated);
        const type = promqlType(templated);
        assert.ok(type === "unknown" || type === promqlType(query), `${templated} gives ${type}`);
      }),
      { numRuns: 2000 },
    );
  });

  it("leave the place of a mistake behind them where it is", () => {
    const before = fc.constantFrom(
      "{{args.some}}",
      "rate(a[{{args.window}}])",
      "a_{{ args.name }}_b",
      "sum(a{b='{{args.c}}'})",
    );
    const between = fc.constantFrom(" + ", " / ", "\n  and\n");
    fc.assert(
      fc.property(fc.array(fc.tuple(before, between), { maxLength: 3 }), (parts) => {
        const query = `${parts.flat().join("")}sum(d e)`;
        assert.equal(promqlMistake(query)?.at, query.length - 2, query);
      }),
    );
  });
});

/** Whole words that are no keywords and no functions, parts of such words, numbers, durations, and what stands in quotes. */
function partsOf(query: string): { from: number; to: number }[] {
  const words = [...query.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|#.*|[\w.:]+/g)];
  const parts = words.flatMap(({ 0: word, index: from }) => {
    const to = from + word.length;
    if (word.startsWith("#")) return [];
    if (/^["'`]/.test(word)) return [{ from: from + 1, to: to - 1 }];
    if (reserved.test(word) || /^\s*(\(|by\b|without\b)/i.test(query.slice(to))) return [];
    return [
      { from, to },
      ...(/^[a-z]{2,}$/.test(word)
        ? [
            { from: from + 1, to },
            { from, to: to - 1 },
          ]
        : []),
    ];
  });
  return [{ from: 0, to: query.length }, ...parts];
}

const reserved = /^(by|without|on|ignoring|group_left|group_right|bool|offset|and|or|unless|atan2|inf|nan)$/i;
