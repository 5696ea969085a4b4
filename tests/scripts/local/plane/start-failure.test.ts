import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

import { planeStatus, removePlane, startPlane } from "../../../../scripts/local/plane";
import { temporaryFolder } from "../../../support/plane";

describe("a start that goes wrong", function () {
  this.timeout(60_000);
  let dir: string;
  let lines: string[] = [];
  const log = (line: string): void => void lines.push(line);

  beforeEach(async () => {
    dir = await temporaryFolder();
    lines = [];
  });
  afterEach(async () => {
    await removePlane(dir);
    await rm(dir, { recursive: true, force: true });
  });

  /** Puts a program in place of a tool: it says the version that is asked for, then does what `script` says. */
  async function replaceTool(name: string, version: string, script: string): Promise<NodeJS.ProcessEnv> {
    const bin = join(dir, "replaced");
    await mkdir(bin);
    const text = `#!/bin/sh\nif [ "$1" = --version ]; then echo "${version}"; exit; fi\n${script}\n`;
    await writeFile(join(bin, name), text, { mode: 0o755 });
    return { ...process.env, PATH: [bin, process.env["PATH"]].join(delimiter) };
  }

  it("fails at once with the log of the part that ended, and leaves nothing running", async () => {
    const env = await replaceTool("kube-apiserver", "Kubernetes v1.34.4", 'echo "no such luck" >&2; exit 3');
    const began = Date.now();
    await assert.rejects(startPlane({ dir, log, env }), /kube-apiserver ended by itself.*\n.*no such luck/s);
    assert.ok(Date.now() - began < 20_000);
    assert.ok((await planeStatus(dir)).every(({ state }) => state === "stopped"));
    assert.match(lines.join("\n"), /Stopped etcd/);
  });

  it("takes other ports, once, when one is taken in between", async () => {
    const taken = 'echo "listen tcp 127.0.0.1:1: bind: address already in use"; exit 1';
    const env = await replaceTool("etcd", "etcd Version: 3.6.5", taken);
    await assert.rejects(startPlane({ dir, log, env }), /address already in use/);
    assert.equal(lines.filter((line) => line.includes("once more, on other ports")).length, 1);
  });
});
