import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../components/rules";
import { drawings, pages, pageText } from "../../scripts/docs/pages";
import { ruleGroups } from "../../scripts/docs/rule-groups";
import { rulesPage } from "../../scripts/docs/rules-page";
import { BY_CONSTRUCTION, SCHEMA, upstreamRules } from "../../scripts/docs/upstream";
import { projectRoot } from "../../scripts/local/plane/folder";

const ids = rules.map(({ id }) => id);

describe("the pages that are made from the code", function () {
  // The longest page has thousands of lines, which are formatted.
  this.timeout(60_000);

  for (const [name, page] of Object.entries(pages)) {
    it(`docs/${name} says what the code says (else: npm run docs)`, async () => {
      assert.equal(readFileSync(path.join(projectRoot, "docs", name), "utf8"), await pageText(page));
    });
  }

  for (const [name, draw] of Object.entries(drawings)) {
    it(`docs/${name} shows what the code draws (else: npm run docs)`, () => {
      assert.equal(readFileSync(path.join(projectRoot, "docs", name), "utf8"), draw());
    });
  }
});

describe("docs/rules.md", () => {
  it("has every rule in one section", () => {
    const documented = Object.values(ruleGroups).flatMap((group) => group.map(({ id }) => id));
    assert.deepEqual(documented.toSorted(), ids.toSorted());
  });

  it("says who checks each of the 43 things that upstream asks", () => {
    const known = [...ids, SCHEMA, BY_CONSTRUCTION];
    assert.equal(upstreamRules.length, 43);
    assert.deepEqual(
      upstreamRules.filter(({ checkedBy }) => checkedBy.length === 0),
      [],
    );
    assert.deepEqual(
      upstreamRules.flatMap(({ checkedBy }) => checkedBy.filter((checker) => !known.includes(checker))),
      [],
    );
  });

  it("names every rule once more: with what upstream asks, or with what nobody else checks", () => {
    const page = rulesPage();
    const overview = page.slice(page.indexOf("## What Argo Rollouts asks"));
    assert.deepEqual(
      ids.filter((id) => !overview.includes(`[${id}](#${id})`)),
      [],
    );
  });
});

describe("docs/workload.md", () => {
  const page = readFileSync("docs/workload.md", "utf8");

  it("names tests that there are", () => {
    const named = [...page.matchAll(/\]\(\.\.\/(tests\/[^)]+)\)(?:: ([^|]+?))? *\|/g)];
    assert.ok(named.length > 40, String(named.length));
    for (const [, file = "", title = ""] of named)
      assert.ok(readFileSync(file, "utf8").includes(title), `${file} has no test "${title}"`);
  });
});
