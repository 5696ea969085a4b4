import assert from "node:assert/strict";
import { parseRequest } from "../../../scripts/bootstrap/request";

describe("the words of npm run bootstrap", () => {
  it("say everything that the pipeline can", () => {
    const { options, json, summary } = parseRequest([
      ...[
        "prod",
        "--preview",
        "--only",
        "pay,cart",
        "--only",
        "web",
        "--except",
        "old",
        "--changed-since",
        "main",
      ],
      ...[
        "--parallel",
        "4",
        "--stop-on",
        "never",
        "--max-canaries",
        "3",
        "--resume",
        "--refresh",
        "--no-follow",
      ],
      ...["--json", "--summary", "out.md", "--project", "/p"],
    ]);
    assert.deepEqual(options, {
      ...{
        environment: "prod",
        mode: "preview",
        stopOn: "never",
        resume: true,
        refresh: true,
        follow: false,
      },
      ...{ only: ["pay", "cart", "web"], except: ["old"], changedSince: "main", parallel: 4, maxCanaries: 3 },
      project: "/p",
    });
    assert.deepEqual([json, summary], [true, "out.md"]);
  });

  it("have defaults", () => {
    const { options } = parseRequest(["prod"]);
    assert.equal(options.mode, "up");
    assert.equal(options.stopOn, "wave");
    assert.equal(options.follow, true);
    assert.equal(options.parallel, undefined);
    assert.equal(parseRequest(["prod", "--destroy"]).options.mode, "destroy");
  });

  it("are refused with the reason", () => {
    const refused = (...args: string[]) => {
      try {
        parseRequest(args);
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
      return "accepted";
    };
    assert.equal(refused(), "Needed: one environment.");
    assert.equal(refused("prod", "dev"), "Needed: one environment.");
    assert.equal(refused("prod", "--preview", "--destroy"), "--preview and --destroy do not go together.");
    assert.equal(refused("prod", "--stop-on", "x"), "--stop-on: x is none of first-failure, wave, never.");
    assert.equal(refused("prod", "--parallel", "0"), "--parallel: 0 is not a whole number from 1 on.");
    assert.equal(
      refused("prod", "--max-canaries", "1.5"),
      "--max-canaries: 1.5 is not a whole number from 1 on.",
    );
    assert.match(refused("prod", "--unknown"), /Unknown option '--unknown'/);
  });
});
