import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import type { DataObject } from "../../components/config";
import { deliveryPlan } from "../../components/delivery-plan";
import { type LoadedEnvironment, loadEnvironment } from "../../scripts/config/load";
import { ansi, plain } from "../../scripts/plan/paint";
import { planIn } from "../../scripts/plan/plan-in";
import { demandWords } from "../../scripts/plan/quantities";
import { report } from "../../scripts/plan/report";
import { parsedService } from "../components/delivery-plan/parsed-service";
import { temporaryFolder } from "../support/files";

/** Of the project. */
const root = path.join(__dirname, "../..");

function draw(layer: DataObject, width = 120, paint = plain): string[] {
  const config = parsedService({ resources: { requests: { cpu: "100m", memory: "64Mi" } } }, layer);
  const plan = deliveryPlan("pay", config);
  const { enabled, maxReplicas } = config.autoscaling;
  const largest = enabled ? deliveryPlan("pay", config, { replicas: maxReplicas }) : undefined;
  return report({ service: "pay", environment: "prod", config, plan, largest }, width, paint).split("\n");
}

const canary: DataObject = {
  autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 40 },
  rollout: {
    enabled: true,
    canary: { steps: [{ setWeight: 10 }, { pause: { duration: "10m" } }, { setWeight: 50 }, { pause: {} }] },
  },
};

describe("the drawing of a plan", () => {
  it("has a line per step, with clock, bar, pods and what is needed above them, then what it comes to", () => {
    assert.deepEqual(draw(canary, 125), [
      "pay in prod: canary without a router, 4 pods (autoscaled from 4 to 40)",
      "",
      "        +0s  0  setWeight 10                ##........   20 % (10 wanted)  4 stable + 1 canary  +1 pod, 100m CPU, 64Mi memory",
      "        +0s  1  pause 10m                   ##........   20 % (10 wanted)  4 stable + 1 canary  +1 pod, 100m CPU, 64Mi memory",
      "       +10m  2  setWeight 50                #####.....   50 %              2 stable + 2 canary  +1 pod, 100m CPU, 64Mi memory",
      "       +10m  3  pause (waits for a person)  #####.....   50 %              2 stable + 2 canary",
      "  wait +10m     promote                     ##########  100 %              0 stable + 4 canary  +1 pod, 100m CPU, 64Mi memory",
      "",
      "Takes   at least 10m, and one wait for a person",
      "Extra   at most 1 pod, 100m CPU, 64Mi memory; with 40 pods: at most 10 pods, 1 CPU, 640Mi memory",
      "Ready   never fewer than 3 of 4 pods",
      "Abort   only by a person: nothing measures it",
    ]);
  });

  it("says what measures and aborts, what runs in the background, and whose time is not known", () => {
    const templates = [{ templateName: "errors" }];
    const steps = [{ setWeight: 50 }, { analysis: { templates } }];
    const background = { templates: [{ templateName: "latency" }] };
    const lines = draw({
      replicaCount: 2,
      rollout: { enabled: true, canary: { steps, analysis: background } },
    });
    assert.ok(lines.includes("  in the background, to the end: analysis latency"));
    assert.ok(lines.includes("Abort   by analysis latency; analysis errors"));
    assert.ok(
      lines.includes(
        "Takes   as long as pods need to get ready, and the time of analysis errors, which is not known here",
      ),
    );
  });

  it("calls the versions of a blue-green update old and new, and counts nothing as stable", () => {
    const lines = draw({ replicaCount: 2, rollout: { enabled: true, strategy: "blueGreen" } });
    assert.equal(
      lines.at(4),
      "  +0s  old pods leave after 30s  ####################  100 %  0 old + 2 new  +2 pods, 200m CPU, 128Mi memory",
    );
  });

  for (const width of [95, 110, 125, 200]) {
    it(`keeps every step within ${width} columns`, () => {
      const steps = draw(canary, width).slice(2, 7);
      assert.ok(steps.every((line) => line.length <= width));
      assert.ok(steps.every((line) => /stable \+ \d canary/.test(line)));
    });
  }

  it("leaves CPU and memory of the steps out before the bar, and the bar before the words", () => {
    const first = (width: number): string => draw(canary, width)[2] ?? "";
    assert.match(first(140), /#+\.+ .* \+1 pod, 100m CPU, 64Mi memory$/);
    assert.match(first(110), /#+\.+ .* \+1 pod$/);
    assert.match(first(80), /setWeight 10 +20 % .* \+1 pod$/);
  });

  it("has colours only when it is asked for them", () => {
    const escapes = (lines: string[]): boolean => lines.some((line) => line.includes("\u001b["));
    assert.deepEqual([escapes(draw(canary, 120, ansi)), escapes(draw(canary))], [true, false]);
  });

  const amounts: [number, number, string][] = [
    [250, 3 * 2 ** 20, "1 pod, 250m CPU, 3Mi memory"],
    [1500, 1.5 * 2 ** 30, "1 pod, 1.5 CPU, 1.5Gi memory"],
    [0, 1000, "1 pod, 0m CPU, 1000 memory"],
  ];
  for (const [cpuMillis, memoryBytes, words] of amounts) {
    it(`writes ${words}`, () => {
      assert.equal(demandWords({ pods: 1, cpuMillis, memoryBytes }), words);
    });
  }
});

describe("the plan of a service in an environment", () => {
  const folderOf = temporaryFolder();
  const load = (): Promise<LoadedEnvironment> =>
    loadEnvironment({
      environment: "prod",
      project: folderOf({
        "Pulumi.yaml": "name: shop\nconfig: { catalog: catalog }\n",
        "Pulumi.prod.yaml":
          "config:\n  shop:environment: prod\n  shop:analysisTemplates: { slow: { metrics: [] } }\n",
        "catalog/pay/values.yaml": `image: { repository: registry.example/pay, tag: "1" }
rollout: { enabled: true, canary: { steps: [{ analysis: { templates: [{ templateName: slow }] } }] } }
autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6 }
`,
        "catalog/cart/values.yaml": "replicaCount: many\n",
      }),
    });

  it("starts with the fewest pods, and says what the most would need", async () => {
    const { plan, largest, environment } = planIn(await load(), "pay", undefined);
    assert.deepEqual([environment, plan.replicas, largest?.replicas], ["prod", 2, 6]);
  });

  it("takes the count of pods that one asks about", async () => {
    const drawn = planIn(await load(), "pay", 4);
    assert.deepEqual([drawn.plan.replicas, drawn.largest], [4, undefined]);
  });

  it("knows the templates that the stack makes for the cluster", async () => {
    assert.deepEqual(planIn(await load(), "pay", undefined).plan.totals.untimed, []);
  });

  it("names the nearest service instead of one that is not there", async () => {
    const loaded = await load();
    assert.throws(
      () => planIn(loaded, "payy", undefined),
      /^LoadError: prod has no service payy\. Did you mean "pay"\?$/,
    );
  });

  it("says why a service has no plan", async () => {
    const loaded = await load();
    assert.throws(
      () => planIn(loaded, "cart", undefined),
      /The values of cart cannot be used:\n  services\.cart\.replicaCount: "many" is not valid/,
    );
  });
});

describe("npm run plan", function () {
  this.timeout(60_000);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--require", "./scripts/typescript.cjs", "scripts/plan.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });

  it("draws a service of the catalog as plain text when nobody looks at a terminal", () => {
    const { status, stdout, stderr } = run("frontend", "prod");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^frontend in prod: canary without a router, 4 pods/);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("refuses a count that is none, and shows how it is called", () => {
    const { status, stderr } = run("frontend", "prod", "--replicas", "few");
    assert.match(stderr, /--replicas needs a number, not few\.\n\nUsage: npm run plan/);
    assert.equal(status, 2);
  });
});
