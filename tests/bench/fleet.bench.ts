/**
 * What a fleet costs, on a control plane of its own: `npm run bench:fleet -- start` compares previews with a program by hand,
 * `-- parallel` the pipeline at 1, 2 and 4 stacks a time, `-- run [services]` takes an environment through its life, and
 * `-- preview [services]` previews one and looks for what changed.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { dump } from "js-yaml";
import type { DataObject } from "../../components/config";
import { type Plane, removePlane, startPlane } from "../../scripts/local/plane";
import { projectRoot } from "../../scripts/local/plane/folder";
import { controllerStack } from "../e2e/support/environment";
import { endOf, Fleet, type FleetJson, reportIn } from "../e2e/support/fleet";
import { Stack } from "../e2e/support/stack";
import { generatedServices } from "../support/fleet-catalog";
import { floorProgram } from "./fleet/floor";
import { PeakMemory } from "./fleet/peak-memory";
import { median, timed } from "./fleet/timed";

/** How many empty stacks are made at a time. */
const TOGETHER = 4;

const commands: Readonly<Record<string, (plane: Plane, count: number) => Promise<void>>> = {
  start: compareWithFloor,
  parallel: compareParallel,
  run: takeThroughLife,
  preview: previewAll,
};

/** Without what needs a controller to be there first: the same objects, in one namespace of the stack's own. */
const withoutOrder = (services: Readonly<Record<string, DataObject>>): Record<string, DataObject> =>
  Object.fromEntries(
    Object.entries(services).map(([name, { dependsOn: _dependsOn, wave: _wave, ...values }]) => [
      name,
      values,
    ]),
  );

async function compareWithFloor(plane: Plane): Promise<void> {
  await installController(plane);
  row("services", "resources", "floor s", "here s", "ratio", "here ms per service");
  for (const count of [1, 50, 200]) {
    const name = `ours-${String(count)}`;
    const stack = await Stack.create(plane, name);
    await stack.up({ services: withoutOrder(generatedServices({ seed: 3, count, waves: 1 })) });
    const resources = await stack.resources();
    const floor = await makeFloor(
      plane,
      `floor-${String(count)}`,
      floorProgram(resources, [name, `floor-${String(count)}`]),
    );
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round++) {
      theirs.push(await timed(plane, ["preview", "--expect-no-changes", "--suppress-progress", ...floor]));
      ours.push(
        await timed(plane, ["preview", "--expect-no-changes", "--suppress-progress", ...stack.place()]),
      );
    }
    const ratios = ours.map((seconds, round) => seconds / (theirs[round] ?? Number.NaN));
    row(
      ...[String(count), String(resources.length), median(theirs).toFixed(2), median(ours).toFixed(2)],
      ...[median(ratios).toFixed(2), ((1000 * median(ours)) / count).toFixed(0)],
    );
  }
}

/** Makes the stack of the program by hand, and gives the flags that name it. */
async function makeFloor(plane: Plane, name: string, program: string): Promise<string[]> {
  const folder = path.join(plane.dir, "floors", name);
  await mkdir(folder, { recursive: true });
  const project = {
    name: "floor",
    runtime: { name: "nodejs", options: { typescript: false } },
    main: "index.js",
  };
  await writeFile(path.join(folder, "Pulumi.yaml"), dump(project));
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "floor", version: "1.0.0" }));
  await writeFile(path.join(folder, "index.js"), program);
  execFileSync("ln", ["-s", path.join(projectRoot, "node_modules"), path.join(folder, "node_modules")]);
  const place = ["--cwd", folder, "--stack", name];
  for (const args of [
    ["stack", "init", name, "--cwd", folder],
    ["up", "--yes", "--skip-preview", "--suppress-progress", ...place],
  ])
    await timed(plane, args);
  return place;
}

async function compareParallel(plane: Plane): Promise<void> {
  const count = 16;
  const fleet = await makeFleet(
    plane,
    "throughput",
    withoutOrder(generatedServices({ seed: 5, count, waves: 1 })),
  );
  await checked(fleet.bootstrap());
  row("at a time", "seconds", "stacks per minute");
  for (const parallel of [1, 2, 4]) {
    const began = Date.now();
    await checked(fleet.bootstrap("--parallel", String(parallel), "--except", "throughput"));
    const seconds = (Date.now() - began) / 1000;
    row(String(parallel), seconds.toFixed(0), ((60 * count) / seconds).toFixed(1));
  }
}

async function takeThroughLife(plane: Plane, count: number): Promise<void> {
  const services = generatedServices({ seed: 11, count, waves: 3 });
  const fleet = await makeFleet(plane, "life", services);
  row("what", "stacks run", "seconds", "stacks per minute", "peak MB, pipeline", "peak MB, with engines");
  await told("from nothing", fleet);
  await told("again, --resume", fleet, "--resume");
  const changed = Object.entries(services).filter((_, index) => index % Math.ceil(count / 5) === 0);
  await fleet.write(
    Object.fromEntries(
      changed.map(([name, values]) => [
        name,
        { ...values, image: { repository: "registry.example/app", tag: "2" } },
      ]),
    ),
  );
  await told(`${String(changed.length)} images, --resume`, fleet, "--resume");
  await told("drift", fleet, "drift");
  await told("destroy", fleet, "--destroy");
}

async function previewAll(plane: Plane, count: number): Promise<void> {
  const services = generatedServices({ seed: 13, count, waves: 3 });
  const fleet = await makeFleet(plane, "wide", services);
  const git = (...args: string[]) =>
    execFileSync("git", [
      "-C",
      fleet.folder,
      "-c",
      "user.name=bench",
      "-c",
      "user.email=bench@example",
      ...args,
    ]);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "all");
  row("what", "stacks run", "seconds", "stacks per minute", "peak MB, pipeline", "peak MB, with engines");
  await told("preview, every stack new", fleet, "--preview");
  await checked(fleet.bootstrap("--only", "wide"));
  const place = ["--cwd", await initFolder(plane)];
  const [first, ...others] = Object.keys(services);
  if (first === undefined) return;
  await timed(plane, ["stack", "init", `wide.${first}`, ...place]);
  await fleet.write({ [first]: { ...services[first], replicaCount: 5 } });
  await told("preview --changed-since", fleet, "--preview", "--changed-since", "HEAD");
  for (let at = 0; at < others.length; at += TOGETHER) {
    const some = others.slice(at, at + TOGETHER);
    await Promise.all(some.map((name) => timed(plane, ["stack", "init", `wide.${name}`, ...place])));
  }
  await told("preview, every stack run", fleet, "--preview");
}

async function initFolder(plane: Plane): Promise<string> {
  const folder = path.join(plane.dir, "init");
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, "Pulumi.yaml"),
    dump({ name: "progressive-delivery", runtime: "nodejs" }),
  );
  return folder;
}

async function installController(plane: Plane): Promise<void> {
  const controller = await Stack.create(plane, "controller");
  await controller.up(controllerStack());
}

async function makeFleet(
  plane: Plane,
  name: string,
  services: Readonly<Record<string, DataObject>>,
): Promise<Fleet> {
  await installController(plane);
  const fleet = await Fleet.create(plane, name);
  await fleet.write(services);
  return fleet;
}

/** Runs the pipeline, or `drift`, and prints what it took. */
async function told(what: string, fleet: Fleet, ...args: readonly string[]): Promise<void> {
  const isDrift = args[0] === "drift";
  const child = fleet.start(
    isDrift ? "drift" : "bootstrap",
    fleet.name,
    "--json",
    ...args.slice(isDrift ? 1 : 0),
  );
  const memory = new PeakMemory(child.pid ?? 0);
  const began = Date.now();
  const { stdout, stderr } = await endOf(child);
  const seconds = (Date.now() - began) / 1000;
  const { own, all } = memory.stop();
  const { stacks } = await checked(Promise.resolve(reportIn(stdout, stderr)));
  const perMinute = ((60 * stacks.length) / seconds).toFixed(0);
  row(what, String(stacks.length), seconds.toFixed(0), perMinute, own.toFixed(0), all.toFixed(0));
}

async function checked(running: Promise<FleetJson>): Promise<FleetJson> {
  const report = await running;
  if (report.code === 0) return report;
  throw new Error(
    report.stacks.flatMap(({ stack, reason }) => (reason ? `${stack}: ${reason}` : [])).join("\n"),
  );
}

function row(...cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

async function main([command = "", size = "200"]: readonly string[]): Promise<number> {
  const bench = commands[command];
  if (bench === undefined) {
    console.error(`Usage: npm run bench:fleet -- ${Object.keys(commands).join("|")} [services]`);
    return 2;
  }
  const dir = await mkdtemp(path.join(tmpdir(), "bench-fleet-"));
  const plane = await startPlane({ dir });
  try {
    await bench(plane, Number(size));
    return 0;
  } finally {
    await removePlane(dir);
    await rm(dir, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
