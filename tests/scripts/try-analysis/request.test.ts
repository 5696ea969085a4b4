import assert from "node:assert/strict";
import path from "node:path";
import { parseRequest } from "../../../scripts/try-analysis/request";

describe("the command line of try-analysis", () => {
  it("takes values that hold an equals sign, and leaves what is not said to the template", () => {
    const { args, overrides, source, timeoutSeconds } = parseRequest([
      "rate",
      "--arg",
      "url=http://a/?b=c",
      "--arg",
      "x=",
    ]);
    assert.deepEqual(args, [
      { name: "url", value: "http://a/?b=c" },
      { name: "x", value: "" },
    ]);
    assert.deepEqual([overrides, source, timeoutSeconds], [{}, { from: "cluster" }, 600]);
  });

  it("takes what is said for all metrics, and the time for all", () => {
    const words = ["rate", "--count", "3", "--interval", "5s", "--initial-delay", "0s", "--timeout", "1m30s"];
    const { overrides, timeoutSeconds } = parseRequest(words);
    assert.deepEqual(overrides, { count: 3, interval: "5s", initialDelay: "0s" });
    assert.equal(timeoutSeconds, 90);
  });

  it("takes the id of the controller that is to run it", () => {
    assert.equal(parseRequest(["rate", "--instance-id", "blue"]).instance, "blue");
    assert.equal(parseRequest(["rate"]).instance, undefined);
  });

  it("knows the three places of a template", () => {
    const from = (...words: string[]) => parseRequest(["rate", ...words]).source;
    assert.deepEqual(from("--env", "prod", "--service", "pay"), {
      from: "project",
      environment: "prod",
      service: "pay",
      stack: undefined,
      catalog: undefined,
    });
    assert.deepEqual(from("--prometheus", "http://p:9090"), { from: "library", prometheus: "http://p:9090" });
    assert.deepEqual(from(), { from: "cluster" });
  });

  it("finds a kubeconfig from where the reader is", () => {
    const before = process.env["INIT_CWD"];
    process.env["INIT_CWD"] = "/somewhere";
    try {
      assert.equal(
        parseRequest(["rate", "--kubeconfig", "config"]).kubeconfig,
        path.resolve("/somewhere/config"),
      );
    } finally {
      if (before === undefined) delete process.env["INIT_CWD"];
      else process.env["INIT_CWD"] = before;
    }
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no template", [], /^Needed: the name of one template\.$/],
    ["two templates", ["a", "b"], /^Needed: the name of one template\.$/],
    ["an argument without a value", ["a", "--arg", "url"], /^--arg needs <name>=<value>, not "url"\.$/],
    ["an argument without a name", ["a", "--arg", "=1"], /^--arg needs <name>=<value>, not "=1"\.$/],
    ["a count of none", ["a", "--count", "0"], /^--count needs a whole number from 1, not "0"\.$/],
    ["a time without a unit", ["a", "--interval", "5"], /^--interval: "5" is not a duration such as 5m\.$/],
    [
      "a time that the controller cannot tell",
      ["a", "--interval", "300ms"],
      /^--interval needs at least 1s, not "300ms"\.$/,
    ],
    ["a placeholder for a time", ["a", "--timeout", "{{x}}"], /^--timeout: "\{\{x\}\}" is no duration\.$/],
    ["two places", ["a", "--env", "prod", "--prometheus", "http://p"], /give one of them\.$/],
    ["a service of no environment", ["a", "--service", "pay"], /^--service needs --env\.$/],
    ["an address without a scheme", ["a", "--prometheus", "p:9090"], /^--prometheus: "p:9090" is not a URL/],
    ["a flag that is none", ["a", "--observe"], /Unknown option '--observe'/],
  ];
  for (const [what, words, message] of wrong) {
    it(`refuses ${what}`, () => assert.throws(() => parseRequest(words), { message }));
  }
});
