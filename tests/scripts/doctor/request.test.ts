import assert from "node:assert/strict";
import { parseRequest } from "../../../scripts/doctor/request";

describe("the doctor's command line", () => {
  it("takes a service alone", () => {
    const { service, environment, json } = parseRequest(["pay"]);
    assert.deepEqual([service, environment, json], ["pay", undefined, false]);
  });

  it("takes an environment, and where to look", () => {
    const words = ["pay", "prod", "--stack", "eu", "--namespace", "shop", "--context", "east", "--json"];
    const { environment, stack, namespace, context, json } = parseRequest(words);
    assert.deepEqual([environment, stack, namespace, context, json], ["prod", "eu", "shop", "east", true]);
  });

  it("takes a kubeconfig from where the reader is", () => {
    const before = process.env["INIT_CWD"];
    process.env["INIT_CWD"] = "/somewhere";
    try {
      assert.equal(parseRequest(["pay", "--kubeconfig", "config"]).kubeconfig, "/somewhere/config");
    } finally {
      if (before === undefined) delete process.env["INIT_CWD"];
      else process.env["INIT_CWD"] = before;
    }
  });

  const misuses: readonly [string, readonly string[], RegExp][] = [
    ["no service", [], /Needed: a service/],
    ["too many names", ["pay", "prod", "more"], /at most one environment/],
    ["a stack without an environment", ["pay", "--stack", "eu"], /--stack needs an environment/],
    ["a catalog without an environment", ["pay", "--catalog", "c"], /--catalog needs an environment/],
    ["an unknown option", ["pay", "--verbose"], /--verbose/],
  ];
  for (const [what, words, message] of misuses) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseRequest(words), message);
    });
  }
});
