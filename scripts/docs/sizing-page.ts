import { guideMemory, controllerNeeds, steadyMemory } from "../../components/controller";
import { loadOfPoint, type MeasuredPoint, peakOf, readMeasured } from "./sizing/measured";

/** `docs/sizing.md`: what the controller was measured to need, and what the model makes of it. */
export function sizingPage(): string {
  const { machine, versions, points } = readMeasured();
  const on = [...Object.entries(versions), ...Object.entries(machine)];
  return `${[
    "# Size of the controller",
    "Made from [sizing.json](sizing.json), which `npm run bench:controller` measures on the real controller, by `npm run docs`. The model is `components/controller/sizing.ts`; its options are `controller.sizing` and `controller.rollouts` in [config.md](config.md).",
    "![Measured memory, the model and the guide's formula](sizing.svg)",
    "## Measured and modelled",
    `Memory in MiB. ${on.map(([key, value]) => `${key} ${String(value)}`).join(", ")}.`,
    memoryTable(points),
    ...meanings,
    "## Work",
    workTable(points),
    "An update is a new image for that many Rollouts at once; its seconds are those of a busy machine and tell little, its processor seconds and requests tell more. A restart lists all objects and looks once at every Rollout, as each resync (every 15 minutes) does.",
    "## Variants",
    variantTable(points),
    ...prose,
  ].join("\n\n")}\n`;
}

function memoryTable(points: readonly MeasuredPoint[]): string {
  const head = [
    ...["variant", "Rollouts", "ReplicaSets", "heap", "steady", "model", "off by"],
    ...["peak", "request", "limit", "guide", "guide / model", "chart"],
  ];
  return table(
    head,
    points.map((point) => {
      const load = loadOfPoint(point);
      const model = steadyMemory(load);
      const { request, limit } = controllerNeeds(load, { plugins: 0, model: "measured" });
      const guide = guideMemory(load);
      return [
        ...[point.variant, load.rollouts, load.replicaSets, point.steady.heap, point.steady.rss],
        ...[Math.round(model), percent(model / point.steady.rss - 1), peakOf(point), request, limit],
        ...[Math.round(guide), (guide / model).toFixed(1), "none"],
      ].map(String);
    }),
  );
}

function workTable(points: readonly MeasuredPoint[]): string {
  const head = [
    "variant",
    "Rollouts",
    "updated",
    "seconds",
    "CPU s",
    "requests",
    "restart CPU s",
    "requests",
  ];
  return table(
    head,
    points.map(({ variant, counts, update, restart }) =>
      [
        ...[
          variant,
          counts["rollouts"] ?? 0,
          update.rollouts,
          update.seconds,
          update.cpuSeconds,
          update.calls,
        ],
        ...[restart.cpuSeconds, restart.calls],
      ].map(String),
    ),
  );
}

function variantTable(points: readonly MeasuredPoint[]): string {
  const shapes = new Map(points.map(({ variant, shape }) => [variant, shape]));
  const head = [
    "variant",
    "old ReplicaSets",
    "variables",
    "AnalysisRuns",
    "more Services",
    "Istio",
    "workloadRef",
  ];
  return table(
    head,
    [...shapes].map(([name, one]) =>
      [
        ...[name, one.history, one.variables, one.analysisRuns, one.services],
        ...[one.istio ? "VirtualService, 2 Services" : "-", one.workloadRef ? "Deployment" : "-"],
      ].map(String),
    ),
  );
}

const meanings = [
  "- **heap**: live objects just after a collection. **steady**: resident memory with nothing to do, after an update and one collection (the Go runtime runs one by itself within two minutes): the median of the last fifteen samples, a second apart, once they differ by no more than 1 %, or after 60 s. **peak**: the largest resident memory in the update or in the restart.\n- **model**, **request** and **limit** are for these very numbers of objects: what the package renders has `headroom` on top. **guide**: 50 MB and 2 MB for each Rollout. **chart**: the Helm chart and the release manifest ask for no memory at all.",
];

const prose = [
  "## The model",
  "Resident memory = a base (mostly the program itself) + what work leaves behind (it grows with the first few hundred Rollouts, and then no more) + the sum over all cached objects, each with a fixed size and a part that grows with the pod template in it. A Rollout keeps `revisionHistoryLimit` ReplicaSets (10 by default) besides the current one, and with analysis ten finished AnalysisRuns: smaller histories are what saves most.",
  "- **Request**: the steady memory x what an update or a restart takes on top. **Limit**: one and a half times the request, since a container that is killed in a release helps nobody, and a controller that runs for months grows slowly.\n- **`GOMEMLIMIT`**: 0.8 of what the limit leaves when plugins have theirs; the runtime then collects more often instead of being killed. Plugins are processes of their own in the same container, 64 MiB each, and inherit the variable; their own heaps stay far below it.\n- **QPS and burst**: all Rollouts can be updated within ten minutes; never below upstream's 40 and 80. **Threads**: as many as wait for that many requests of 50 ms each; never below upstream's 10. They are set only where the model says more than upstream's defaults and the config says nothing.\n- **CPU request**: what that many requests take. There is no CPU limit.\n- **Standby**: a pod that does not lead keeps no objects, but may lead at any time, so all pods ask for the same.\n- **Shards**: each controller has its share of Rollouts and AnalysisRuns (all are sized for the one that has most, by twice the root above the mean), and sees all ReplicaSets of Rollouts, Services, Ingresses and Istio objects.\n- Up to the next eighth of a power of two, so that one more Rollout does not start the controller anew.",
  "## What is counted",
  "The stack's own services: their Rollouts, the ReplicaSets and AnalysisRuns that their history limits keep, and the Services, Ingresses and Istio objects that are rendered for them; and those of the stacks in `controller.stacks`, from the output `load` of their last `up`. With `sizing.live` (the default) an `up` counts what is in the cluster as well, by a list of one object for each kind, and takes the larger number. What the user may not list stays unknown. An API server does not count a selection, so of the cluster's ReplicaSets no more are taken than its Rollouts keep by default. `controller.rollouts` wins over both; where the cluster has more, an `up` warns.",
  "## How it is measured",
  "etcd, an API server and the controller are real; the bench starts the controller itself, with a higher rate of requests and more threads. There are no scheduler, no kubelet and no pods: a stand-in says of every ReplicaSet that its pods are available, which is all that the controller reads of pods while no Rollout asks for metadata on them. One Rollout of each variant is brought to rest by the controller, and the others are written after it, status and history included, 25 to a namespace; the controller then starts, finds nothing to do on them, and updates them for real. Updates are of all Rollouts up to the number in the table: enough for many collections. The points were measured in several runs on one machine, some of them beside other work: memory tells little of that, seconds tell much.",
  "Not measured: Ingresses (taken for Services), pods' metadata (`canaryMetadata`, which the controller does not cache), and plugins.",
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function percent(part: number): string {
  return `${part > 0 ? "+" : ""}${(part * 100).toFixed(0)} %`;
}
