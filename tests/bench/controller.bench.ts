/** Measures the real controller at growing numbers of Rollouts. `npm run bench:controller` runs it. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { noLoad } from "../../components/config";
import { controllerNeeds } from "../../components/controller";
import { resolveTools } from "../../scripts/local/toolchain";
import { applyDefinitions, definitionsOf, findTools, startApiServer, until } from "./controller/api-server";
import { ControllerProcess } from "./controller/controller-process";
import { Fleet } from "./controller/fleet";
import { during, idle } from "./controller/measure";
import { podTemplate, type Shape } from "./controller/objects";
import { keep, type Point } from "./controller/results";
import { RolloutWatch, runReplicaSets } from "./controller/stand-ins";
import { type Variant, variants } from "./controller/variants";

const usage = `Usage: npm run bench:controller -- [options]

  --variants <names>   comma-separated; default: all (${variants.map(({ name }) => name).join(", ")})
  --points <numbers>   comma-separated numbers of Rollouts; default: those of each variant
  --updated <number>   how many Rollouts are updated at once, at most; default: that of each variant
  --quick              0 and 100 Rollouts of the base variant
  --output <file>      default: docs/sizing.json; what is there and not measured again stays`;

const { values } = parseArgs({
  options: {
    variants: { type: "string" },
    points: { type: "string" },
    updated: { type: "string" },
    quick: { type: "boolean", default: false },
    output: { type: "string", default: path.join("docs", "sizing.json") },
    help: { type: "boolean", default: false },
  },
});
const versions = { "argo-rollouts": "1.10.1", kubernetes: "1.34.4" };

async function main(): Promise<void> {
  if (values.help) return console.log(usage);
  const tools = await findTools();
  const quick = values.quick ? { variants: "base", points: "0,100" } : values;
  const names = quick.variants?.split(",");
  const points = quick.points?.split(",").map(Number);
  const updated = values.updated === undefined ? undefined : Number(values.updated);
  const chosen = variants.filter(({ name }) => names?.includes(name) ?? true);
  for (const variant of chosen)
    await measureVariant(
      { ...variant, updated: updated ?? variant.updated, points: points ?? variant.points },
      tools,
    );
}

type Tools = Awaited<ReturnType<typeof findTools>>;

/** On an API server of its own, so that nothing of another variant is there. */
async function measureVariant(variant: Variant, tools: Tools): Promise<void> {
  const server = await startApiServer(await mkdtemp(path.join(tmpdir(), "bench-controller-")), tools);
  let controller: ControllerProcess | undefined;
  const end = async (): Promise<void> => {
    await controller?.stop().catch(() => undefined);
    await server.stop();
  };
  const onSignal = (): void => void end().finally(() => process.exit(1));
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    await applyDefinitions(server.api, await definitionsOf(tools["rollouts-install.yaml"]));
    if (variant.istio) {
      const { "istio-crds.yaml": istio } = await resolveTools(["istio-crds.yaml"], { log: console.error });
      await applyDefinitions(
        server.api,
        await definitionsOf(istio.path, ["VirtualService", "DestinationRule"]),
      );
    }
    const replicaSets = runReplicaSets(server.api);
    const watch = new RolloutWatch(server.api);
    const start = async (limit = {}): Promise<ControllerProcess> =>
      ControllerProcess.start({ ...server, ...limit, program: tools["rollouts-controller"] });
    controller = await start();
    const starter = controller;
    const fleet = await Fleet.of(server.api, variant, async (key) => {
      await until(() => watch.isHealthy(key, 1), "the pattern is Healthy");
      await starter.quiet();
    });
    const settled = async (): Promise<void> =>
      until(
        () => fleet.every((key, generation) => watch.isHealthy(key, generation)),
        "all are Healthy",
        2400,
      );
    for (const size of variant.points) {
      const began = Date.now();
      await controller.stop();
      await fleet.grow(size);
      await until(() => replicaSets.isDone(), "all ReplicaSets have their status", 600);
      await settled();
      console.log(`${variant.name}: ${String(size)} Rollouts are there after ${seconds(began)} s`);
      const limit = variant.limited ? { goMemoryLimit: renderedLimit(size, variant) } : {};
      const one = await start(limit);
      controller = one;
      const restart = await during(one, () =>
        until(() => one.looks() >= size, "the controller has looked at each Rollout", 1200),
      );
      const afterRestart = await idle(one);
      const callsAtStart = await one.calls();
      const update = await during(one, async () => {
        await fleet.update(variant.updated);
        await settled();
      });
      const calls = (await one.calls()) - callsAtStart;
      const steady = await idle(one);
      const point: Point = {
        ...{
          variant: variant.name,
          shape: shapeOf(variant),
          counts: await fleet.counts(),
          bytes: await fleet.bytes(),
        },
        ...{ steady, update: { ...update, rollouts: Math.min(size, variant.updated), calls } },
        ...{ restart: { ...restart, calls: callsAtStart }, afterRestart, ...limit },
      };
      keep(values.output, versions, point);
      console.log(`${seconds(began)} s  ${JSON.stringify(point)}`);
    }
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    await end();
  }
}

/** What the component would render for this many Rollouts, in MiB. */
function renderedLimit(rollouts: number, { history, ...shape }: Variant): number {
  const templateBytes = JSON.stringify(podTemplate({ history, ...shape }, "1")).length;
  const load = { ...noLoad, rollouts, replicaSets: rollouts * (history + 1), templateBytes };
  return controllerNeeds(load, { plugins: 0, model: "measured" }).goMemoryLimit;
}

function shapeOf({ history, variables, analysisRuns, services, istio, workloadRef }: Variant): Shape {
  return { history, variables, analysisRuns, services, istio, workloadRef };
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
