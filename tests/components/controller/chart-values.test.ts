import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { controller } from "../../../components/config";
import { optionPaths } from "../../support/option-paths";
import { chartNames } from "./chart/names";
import { installRows } from "./chart/install-rows";
import { observeRows } from "./chart/observe-rows";
import { chartTable } from "./chart/table";
import { chartValues } from "./chart-values";

/** Of these subjects are the rows beside the install's. */
const isObserved = (value: string) =>
  /^(notifications|dashboard|controller\.metrics)\.|^serviceAnnotations$/.test(value);

describe("the values of the official chart", () => {
  it("stand here once each, with what takes their place", () => {
    assert.equal(chartNames.length, 163);
    assert.deepEqual(
      installRows.map(({ value }) => value).toSorted(),
      chartNames.filter((value) => !isObserved(value)).toSorted(),
    );
  });

  it("stand here once each, those of metrics, notifications and dashboard too", () => {
    assert.deepEqual(
      observeRows.map(({ value }) => value).toSorted(),
      chartNames.filter(isObserved).toSorted(),
    );
  });

  it("have options that there are, or the reason why there is none", () => {
    const paths = optionPaths(controller);
    const unknown = chartValues.flatMap(({ options }) => options.filter((option) => !paths.has(option)));
    assert.deepEqual(unknown, []);
    const silent = chartValues.filter(({ options, note = "" }) => options.length === 0 && note === "");
    assert.deepEqual(silent, []);
  });

  it("are shown by tests that there are", () => {
    const untested = chartValues.filter(({ options, test }) => options.length > 0 && test === undefined);
    assert.deepEqual(untested, []);
    const lost = chartValues.flatMap(({ value, test }) => {
      if (test === undefined) return [];
      const [file, title] = test;
      const text = readFileSync(`tests/${file}.test.ts`, "utf8");
      return text.includes(title) ? [] : [`${value}: ${file} has no test "${title}"`];
    });
    assert.deepEqual(lost, []);
  });

  it("are the table of docs/controller.md (else: UPDATE_GOLDEN=1)", async () => {
    const file = "docs/controller.md";
    const page = readFileSync(file, "utf8");
    const text = page.slice(0, page.indexOf("| value of the chart"));
    const table = await chartTable(chartValues);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text + table);
    assert.equal(readFileSync(file, "utf8"), text + table);
  });
});
