import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { CoreV1Api } from "@kubernetes/client-node";

import {
  planeStatus,
  removePlane,
  startPlane,
  stopPlane,
  watchPlane,
  type Crash,
  type Plane,
} from "../../../../scripts/local/plane";
import { partNames } from "../../../../scripts/local/plane/part";
import { kubeConfigOf, temporaryFolder } from "../../../support/plane";

async function pids(dir: string): Promise<Record<string, number | undefined>> {
  return Object.fromEntries((await planeStatus(dir)).map(({ name, pid }) => [name, pid]));
}

async function states(dir: string): Promise<Set<string>> {
  return new Set((await planeStatus(dir)).map(({ state }) => state));
}

async function kill(dir: string, part: string): Promise<void> {
  const pid = (await pids(dir))[part];
  assert.ok(pid !== undefined, `${part} does not run`);
  process.kill(pid, "SIGKILL");
}

function nextCrash(plane: Plane): Promise<Crash> {
  return new Promise((resolve) => {
    const unwatch = watchPlane(plane, (crash) => {
      unwatch();
      resolve(crash);
    });
  });
}

const marker = { metadata: { name: "marker" }, data: { kept: "yes" } };

describe("the control plane", function () {
  this.timeout(120_000);
  let dir: string;
  let plane: Plane;
  let lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const api = (): CoreV1Api => kubeConfigOf(plane).makeApiClient(CoreV1Api);

  before(async () => {
    dir = await temporaryFolder();
    const began = Date.now();
    // Two at once: the second waits for the first and finds its plane.
    const [first, second] = await Promise.all([startPlane({ dir, log }), startPlane({ dir, log })]);
    console.log(`    (started in ${((Date.now() - began) / 1000).toFixed(1)} s)`);
    assert.deepEqual(first, second);
    plane = first;
    await api().createNamespacedConfigMap({ namespace: "default", body: marker });
  });

  after(async () => {
    await removePlane(dir);
    await rm(dir, { recursive: true, force: true });
  });

  beforeEach(() => void (lines = []));

  async function markerIsThere(): Promise<boolean> {
    const maps = await api().listNamespacedConfigMap({ namespace: "default" });
    return maps.items.some(({ metadata }) => metadata?.name === "marker");
  }

  it("is found, not started again, by a second start", async () => {
    const before = await pids(dir);
    const began = Date.now();
    await startPlane({ dir, log });
    console.log(`      (found in ${Date.now() - began} ms)`);
    assert.deepEqual(await pids(dir), before);
    assert.match(lines.join("\n"), /runs already/);
  });

  for (const part of partNames) {
    it(`tells of the end of ${part} with its log, and starts it again with all data`, async () => {
      const before = await pids(dir);
      const crash = nextCrash(plane);
      await kill(dir, part);
      const { part: ended, tail, log: path } = await crash;
      assert.equal(ended, part);
      assert.ok((await readFile(path, "utf8")).includes(tail) && tail !== "");

      await startPlane({ dir, log });
      const after = await pids(dir);
      assert.notEqual(after[part], before[part]);
      assert.deepEqual({ ...after, [part]: 0 }, { ...before, [part]: 0 }, "the other parts go on");
      assert.ok(await markerIsThere());
    });
  }

  it("keeps its data, address and credentials over stop and start", async () => {
    await stopPlane(dir, log);
    assert.deepEqual(await states(dir), new Set(["stopped"]));
    const again = await startPlane({ dir });
    assert.equal(again.server, plane.server);
    assert.ok(await markerIsThere());
  });

  it("moves to other ports when one is taken while it is stopped", async () => {
    await stopPlane(dir);
    const squatter = createServer().listen(Number(new URL(plane.server).port), "127.0.0.1");
    await once(squatter, "listening");
    try {
      plane = await startPlane({ dir, log });
    } finally {
      squatter.close();
    }
    assert.deepEqual(await states(dir), new Set(["running"]));
    assert.ok(await markerIsThere());
  });

  it("starts fresh when it is broken and shall be renewed", async () => {
    await writeFile(join(dir, "pulumi", "state"), "old");
    await kill(dir, "etcd");
    await sleep(100);
    plane = await startPlane({ dir, log, whenBroken: "renew" });
    assert.equal(await markerIsThere(), false);
    await assert.rejects(readFile(join(dir, "pulumi", "state")), /ENOENT/);
  });

  it("stops only what it started, and says what", async () => {
    const mine = spawn("sleep", ["60"]);
    // As if etcd had died and the system had given its pid to somebody else.
    const path = join(dir, "pids", "etcd.json");
    const record = JSON.parse(await readFile(path, "utf8")) as { pid: number };
    await writeFile(path, JSON.stringify({ ...record, pid: mine.pid }));
    await stopPlane(dir, log);
    await sleep(100);
    assert.equal(mine.exitCode ?? mine.signalCode, null, "the other process lives");
    mine.kill();
    process.kill(record.pid, "SIGTERM");
    assert.match(lines.join("\n"), /Stopped kube-apiserver \(pid \d+\)/);
    assert.doesNotMatch(lines.join("\n"), /etcd/);

    lines = [];
    await stopPlane(dir, log);
    assert.deepEqual(lines, [], "a second stop has nothing to do");
  });
});
