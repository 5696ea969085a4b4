import { controllerNeeds, guideMemory, steadyMemory } from "../../components/controller";
import { noLoad } from "../../components/config";
import { type MeasuredPoint, peakOf, readMeasured } from "./sizing/measured";
import { plotSvg, type Series } from "./sizing/plot";

/** `docs/sizing.svg`: measured against the model and against the guide's formula. */
export function sizingPlot(): string {
  const points = readMeasured().points.filter(({ variant }) => variant === "base");
  const largest = Math.max(...points.map(rollouts));
  const xs = Array.from({ length: 51 }, (_, index) => (largest * index) / 50);
  const templateBytes = points[0]?.bytes["template"] ?? noLoad.templateBytes;
  const load = (x: number) => ({ ...noLoad, rollouts: x, replicaSets: 3 * x, templateBytes });
  const curve = (y: (x: number) => number): Series["points"] => xs.map((x) => [x, y(x)]);
  return plotSvg({
    title: "Memory of the Rollouts controller, two old ReplicaSets kept for each Rollout",
    x: { label: "Rollouts", ticks: ticksTo(largest) },
    y: { label: "MiB (logarithmic)", ticks: [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384] },
    series: [
      {
        label: "guide: 50 MB + 2 MB each",
        color: "#b55",
        as: "line",
        points: curve((x) => guideMemory({ rollouts: x })),
      },
      { label: "memory request", color: "#37a", as: "dashes", points: curve((x) => requestFor(load(x))) },
      { label: "model, steady", color: "#37a", as: "line", points: curve((x) => steadyMemory(load(x))) },
      {
        label: "measured, peak",
        color: "#333",
        as: "rings",
        points: points.map((one) => [rollouts(one), peakOf(one)]),
      },
      {
        label: "measured, steady",
        color: "#333",
        as: "dots",
        points: points.map((one) => [rollouts(one), one.steady.rss]),
      },
    ],
  });
}

function rollouts({ counts }: MeasuredPoint): number {
  return counts["rollouts"] ?? 0;
}

function requestFor(load: Parameters<typeof steadyMemory>[0]): number {
  return controllerNeeds(load, { plugins: 0, model: "measured" }).request;
}

function ticksTo(largest: number): number[] {
  return Array.from({ length: 6 }, (_, index) => (largest * index) / 5);
}
