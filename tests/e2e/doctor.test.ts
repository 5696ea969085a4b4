import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import type { KubernetesObject } from "@kubernetes/client-node";
import { reconnecting } from "../../components/cluster/connection";
import { loadKubeConfig } from "../../components/cluster/kubeconfig";
import type { DataObject } from "../../components/config";
import type { Cause } from "../../scripts/doctor/cause";
import { examine } from "../../scripts/doctor/doctor";
import { type Diagnosis, isHealthy, textOf } from "../../scripts/doctor/report";
import type { Request } from "../../scripts/doctor/request";
import { planeProcessEnv } from "../../scripts/local/plane";
import { ApiServer } from "../support/api-server";
import { temporaryFolder } from "../support/plane";
import {
  type Environment,
  image,
  MORE_THAN_ANY_NODE_HAS,
  pausing,
  sharedEnvironment,
} from "./support/environment";
import type { Stack } from "./support/stack";

const root = path.join(__dirname, "../..");
const NAMESPACE = "doctor";
const QUOTA_NAMESPACE = "doctor-quota";
const INSTANCE_LABEL = "argo-rollouts.argoproj.io/controller-instance-id";
const POD_HASH = "rollouts-pod-template-hash";

const requests = { resources: { requests: { cpu: "100m" } } };
const autoscaling = { ...requests, autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 } };
const resting = { enabled: true };
const steps = (...all: DataObject[]): DataObject => ({ enabled: true, canary: { steps: all } });
const inMesh = { rollout: resting, routing: { istio: {} } };
/** Templates of a namespace need names of their own. */
const analysed = (template: string, more: DataObject, url: string): DataObject => ({
  analysisTemplates: {
    [template]: {
      metrics: [
        {
          name: "rate",
          successCondition: "result >= 0.9",
          provider: { web: { url, jsonPath: "{$.rate}" } },
          ...more,
        },
      ],
    },
  },
  rollout: steps({ setWeight: 50 }, { analysis: { templates: [{ templateName: template }] } }),
});

/** What each service is from its first version on. `second`: what its second version brings; without it there is none. */
interface Service {
  readonly first: DataObject;
  readonly second?: DataObject;
}

/** One service for each fault, and two without any. Faults that no values can make are made by hand. */
function servicesFor(url: string): Record<string, Service> {
  return {
    calm: { first: { rollout: pausing, routing: { traefik: { hosts: ["shop.example.com"] } } } },
    plain: { first: {} },
    endless: { first: { rollout: pausing }, second: {} },
    timed: { first: { rollout: steps({ setWeight: 50 }, { pause: { duration: "1h" } }) }, second: {} },
    held: { first: { rollout: resting } },
    imageless: { first: { rollout: pausing }, second: { image: image("missing") } },
    big: {
      first: { rollout: { ...pausing, progressDeadlineSeconds: 5 }, ...requests },
      second: { resources: { requests: { cpu: MORE_THAN_ANY_NODE_HAS } } },
    },
    crashing: { first: { rollout: resting } },
    invalid: {
      first: { rollout: steps({ setWeight: 150 }), rules: { "canary-weight-bounds": "off" } },
    },
    measured: { first: analysed("bad", {}, `${url}/bad`), second: {} },
    measuring: { first: analysed("good", { interval: "10s", count: 100 }, `${url}/good`), second: {} },
    given: { first: { rollout: pausing }, second: {} },
    plugged: {
      first: { rollout: pausing, routing: { plugins: { "example/router": { route: "plugged" } } } },
    },
    unrouted: { first: inMesh },
    halved: { first: inMesh },
    serviceless: { first: inMesh },
    foreign: { first: inMesh },
    reweighed: {
      first: {
        rollout: steps({ setWeight: 25 }, { pause: {} }),
        routing: { traefik: { hosts: ["shop.example.com"] } },
      },
      second: {},
    },
    stale: { first: {} },
    measureless: { first: { rollout: resting, ...autoscaling } },
    mistargeted: { first: { rollout: resting, ...autoscaling } },
    zero: { first: { rollout: resting, ...autoscaling } },
    kinded: { first: {} },
    behind: { first: { rollout: resting } },
    doubled: { first: { rollout: resting } },
  };
}

describe("npm run doctor", function () {
  this.timeout(300_000);
  this.slow(20_000);
  let env: Environment;
  let stack: Stack;
  let server: Server;
  let services: Record<string, Service>;
  /** Of a project whose stack says more than what was brought up. */
  let project: string;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack(NAMESPACE);
    server = createServer((request, response) => {
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify({ rate: request.url === "/good" ? 0.95 : 0.2 }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    services = servicesFor(`http://127.0.0.1:${String(address.port)}`);
    await stack.up(config(1));
    await Promise.all([bySecondVersion(), quota()]);
    await byHand();
    project = await projectWith(config(2, { kinded: { rollout: resting }, behind: { image: image("3") } }));
  });
  after(async () => {
    server.close();
    await stack.destroy();
    await env.cluster.delete("Namespace", QUOTA_NAMESPACE);
  });

  function config(version: 1 | 2, more: Record<string, DataObject> = {}): DataObject {
    const values = Object.entries(services).map(([name, { first, second }]) => {
      const isSecond = version === 2 && second !== undefined;
      const common = { image: image(isSecond ? "2" : "1"), replicaCount: 2, wait: "none" };
      return [name, { ...common, ...first, ...(isSecond && second), ...more[name] }] as const;
    });
    return { services: Object.fromEntries(values) };
  }

  /** Once the first one is there: what has no stable version takes no steps. */
  async function bySecondVersion(): Promise<void> {
    const withoutPods = new Set(["invalid", "plugged"]);
    const rollouts = Object.entries(services).filter(
      ([name, { first }]) => "rollout" in first && !withoutPods.has(name),
    );
    await Promise.all(rollouts.map(([name]) => env.cluster.phase(name, NAMESPACE, "Healthy")));
    await stack.up(config(2));
  }

  /** A namespace that allows no pod, and a Rollout in it that no stack has made. */
  async function quota(): Promise<void> {
    await env.cluster.create("Namespace", QUOTA_NAMESPACE, undefined, {});
    const server = new ApiServer(env.plane);
    const metadata = { name: "none", namespace: QUOTA_NAMESPACE };
    await server.apply(
      { apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard: { pods: "0" } } },
      { manager: "tests" },
    );
    // Until it is counted the API server refuses nothing.
    await env.cluster.until("the quota counts", async () => {
      const answer = await (await api()).get(`/api/v1/namespaces/${QUOTA_NAMESPACE}/resourcequotas/none`);
      return JSON.stringify(answer.body).includes('"used"');
    });
    const labels = { app: "refused" };
    await env.cluster.create("Rollout", "refused", QUOTA_NAMESPACE, {
      replicas: 1,
      selector: { matchLabels: labels },
      strategy: { canary: {} },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "refused", image: "registry.example/app:1" }] },
      },
    });
  }

  async function byHand(): Promise<void> {
    const { cluster } = env;
    await cluster.phase("given", NAMESPACE, "Paused");
    await cluster.phase("reweighed", NAMESPACE, "Paused");
    await Promise.all([
      env.argo("pause", "held", "-n", NAMESPACE),
      env.argo("abort", "given", "-n", NAMESPACE),
      cluster.delete("VirtualService", "unrouted", NAMESPACE),
      edit("VirtualService", "halved", ({ http: [route] }) => ({
        http: [{ ...route, route: route.route.slice(0, 1) }],
      })),
      // A Rollout at rest is looked at when something of it changes.
      cluster
        .delete("Service", "serviceless-canary", NAMESPACE)
        .then(() => env.argo("restart", "serviceless", "-n", NAMESPACE)),
      edit("TraefikService", "reweighed", ({ weighted }) => ({
        weighted: {
          ...weighted,
          services: weighted.services.map((one: DataObject) => ({
            ...one,
            weight: one["name"] === "reweighed-canary" ? 60 : 40,
          })),
        },
      })),
      edit("Service", "stale", ({ selector }) => ({ selector: { ...selector, [POD_HASH]: "7d9c6b5a4" } })),
      edit("HorizontalPodAutoscaler", "mistargeted", ({ scaleTargetRef }) => ({
        scaleTargetRef: { ...scaleTargetRef, apiVersion: "apps/v1", kind: "Deployment" },
      })),
      cluster.scale("Rollout", "zero", NAMESPACE, 0),
      secondKind("doubled"),
      foreign(),
      crash("crashing"),
    ]);
  }

  const api = async () => reconnecting(await loadKubeConfig({ kubeconfig: env.plane.kubeconfig }))();

  /** Another part of an object's spec, as somebody with kubectl writes it. */
  function edit(
    kind: Parameters<Environment["cluster"]["rewriteAs"]>[1],
    name: string,
    change: (spec: ReturnType<typeof Object>) => object,
  ): Promise<void> {
    return env.cluster.rewriteAs("kubectl-edit", kind, name, NAMESPACE, (object) => {
      const spec = Object("spec" in object ? object.spec : {});
      return { ...object, spec: { ...spec, ...change(spec) } } satisfies KubernetesObject & { spec: object };
    });
  }

  /** Its own controller lets go of it, and nobody puts the hash into its Service again. */
  async function foreign(): Promise<void> {
    const labels = { [INSTANCE_LABEL]: "nobody" };
    await (
      await api()
    ).patch(`/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts/foreign`, {
      metadata: { labels },
    });
    await edit("Service", "foreign-stable", ({ selector: { [POD_HASH]: _, ...selector } }) => ({ selector }));
  }

  /** What is left where a switch of kind ends in its middle. */
  async function secondKind(name: string): Promise<void> {
    const labels = { app: `${name}-before` };
    await env.cluster.create("Deployment", name, NAMESPACE, {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: "registry.example/app:1" }] } },
    });
  }

  /** No container runs on the plane, so its status is written as a kubelet writes it when one ends again and again. */
  async function crash(name: string): Promise<void> {
    const pods = (await env.cluster.names("Pod", NAMESPACE)).filter((pod) => pod.startsWith(`${name}-`));
    const status = {
      conditions: [{ type: "Ready", status: "False", reason: "ContainersNotReady" }],
      containerStatuses: [
        {
          ...{ name, image: "registry.example/app:1", imageID: "", ready: false, restartCount: 4 },
          state: {
            waiting: { reason: "CrashLoopBackOff", message: "back-off 40s restarting failed container" },
          },
          lastState: {
            terminated: { exitCode: 3, reason: "Error", message: "starting\ncannot open /data\n" },
          },
        },
      ],
    };
    const connection = await api();
    for (const pod of pods) {
      const answer = await connection.patch(`/api/v1/namespaces/${NAMESPACE}/pods/${pod}/status`, { status });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    }
  }

  /** A folder that a person would have: the project, with this one stack. */
  async function projectWith(said: DataObject): Promise<string> {
    const folder = await temporaryFolder();
    await stack.configure(said);
    mkdirSync(path.join(folder, "stacks"));
    writeFileSync(path.join(folder, "Pulumi.yaml"), readFileSync(path.join(root, "Pulumi.yaml")));
    writeFileSync(path.join(folder, "stacks", `Pulumi.${NAMESPACE}.yaml`), await stack.text());
    return folder;
  }

  const look = (service: string, more: Partial<Request> = {}): Promise<Diagnosis> =>
    examine({ service, namespace: NAMESPACE, kubeconfig: env.plane.kubeconfig, json: false, ...more });
  const held = (service: string): Promise<Diagnosis> =>
    look(service, { environment: "dev", project, namespace: undefined });

  /** Waits until those causes are found, in that order, and no others. */
  async function causes(examined: () => Promise<Diagnosis>, ...ids: string[]): Promise<readonly Cause[]> {
    let last: Diagnosis | undefined;
    const isThere = async (): Promise<boolean> => {
      last = await examined();
      return last.causes.map(({ id }) => id).join() === ids.join();
    };
    await env.cluster.until(ids.join(", "), isThere).catch((error: unknown) => {
      assert.fail(`${String(error)}\n${last === undefined ? "" : textOf(last)}`);
    });
    assert.ok(last);
    return last.causes;
  }

  interface Fault {
    readonly service: string;
    readonly what: string;
    readonly ids: readonly string[];
    /** Of the first cause. */
    readonly object: string | RegExp;
    readonly seen: RegExp;
    readonly next: RegExp;
    readonly examined?: (service: string) => Promise<Diagnosis>;
  }

  const faults: readonly Fault[] = [
    {
      service: "endless",
      what: "a pause without an end",
      ids: ["paused"],
      object: "Rollout endless",
      seen: /at step 2 of 2 \(pause\) since \S+ \(.* ago\), until somebody promotes it/,
      next: /^kubectl argo rollouts promote endless -n doctor/,
    },
    {
      service: "timed",
      what: "a pause of an hour",
      ids: ["paused"],
      object: "Rollout timed",
      seen: /\(pause (1h|3600)\) since .*, until \S+Z \((59|58|57)m.* from now\)/,
      next: /^kubectl argo rollouts promote timed -n doctor/,
    },
    {
      service: "held",
      what: "a Rollout that a person has paused",
      ids: ["spec-paused"],
      object: "Rollout held",
      seen: /It is true/,
      next: /^kubectl argo rollouts promote held -n doctor/,
    },
    {
      service: "imageless",
      what: "an image that no registry has",
      ids: ["pod-image"],
      object: /^Pod imageless-/,
      seen: /the container imageless waits: ImagePullBackOff: .*app:missing/,
      next: /^kubectl describe pod imageless-\S+ -n doctor/,
    },
    {
      service: "big",
      what: "pods that no node has room for, and the deadline that they miss",
      ids: ["pod-unschedulable", "deadline-exceeded"],
      object: /^Pod big-/,
      seen: /cannot be scheduled: .*Insufficient cpu/,
      next: /^kubectl describe pod big-/,
    },
    {
      service: "crashing",
      what: "a container that ends again and again, with its last words",
      ids: ["pod-crash"],
      object: /^Pod crashing-/,
      seen: /CrashLoopBackOff: .*exit code 3: Error\.(.|\n)*cannot open \/data/,
      next: /^kubectl logs crashing-\S+ -c crashing --previous --tail 50 -n doctor/,
    },
    {
      service: "refused",
      what: "a quota that allows no pod",
      ids: ["pods-refused"],
      object: /^ReplicaSet refused-\S+ of the Rollout refused/,
      seen: /FailedCreate: .*exceeded quota: none/,
      next: /^kubectl describe resourcequota -n doctor-quota/,
      examined: (service) => look(service, { namespace: QUOTA_NAMESPACE }),
    },
    {
      service: "invalid",
      what: "a spec that the controller refuses",
      ids: ["invalid-spec"],
      object: "Rollout invalid",
      seen: /refuses the spec: .*setWeight/,
      next: /^pulumi up/,
    },
    {
      service: "measured",
      what: "an analysis that failed, and the abort that came of it",
      ids: ["analysis-failed", "aborted"],
      object: /^AnalysisRun measured-/,
      seen: /of step 2 of 2 is Failed: metric rate, 1 failed, last value 0\.2, successCondition result >= 0\.9/,
      next: /^kubectl get analysisrun measured-\S+ -o yaml -n doctor/,
    },
    {
      service: "measuring",
      what: "an analysis that has no verdict yet",
      ids: ["analysis-running"],
      object: "Rollout measuring",
      seen: /of step 2 of 2 is Running since .*rate \d+ measured, the last value 0\.95/,
      next: /^kubectl get analysisrun measuring-/,
    },
    {
      service: "given",
      what: "a release that a person has aborted",
      ids: ["aborted"],
      object: "Rollout given",
      seen: /was aborted \S+ \(.* ago\)/,
      next: /^kubectl argo rollouts retry rollout given -n doctor/,
    },
    {
      service: "plugged",
      what: "a router's plugin that the controller has not",
      ids: ["plugin-not-configured"],
      object: "Rollout plugged",
      seen: /needs the plugin example\/router, and trafficRouterPlugins of the ConfigMap argo-rollouts\/argo-rollouts-config/,
      next: /with example\/router under controller\.plugins/,
    },
    {
      service: "unrouted",
      what: "a route that is gone",
      ids: ["route-missing", "invalid-spec"],
      object: "VirtualService unrouted",
      seen: /The namespace doctor has none/,
      next: /^pulumi up --refresh/,
    },
    {
      service: "halved",
      what: "a route that does not lead to the canary",
      ids: ["route-backend-missing", "invalid-spec"],
      object: "VirtualService halved",
      seen: /No route leads to halved-canary; its backends are halved-stable/,
      next: /^pulumi up/,
    },
    {
      service: "serviceless",
      what: "a Service that is gone",
      ids: ["service-missing", "invalid-spec"],
      object: "Service serviceless-canary",
      seen: /spec\.strategy\.canary\.canaryService of the Rollout names it/,
      next: /^pulumi up --refresh/,
    },
    {
      service: "foreign",
      what: "the label of a controller that is not there, and what nobody mends since",
      ids: ["instance-unserved", "service-selector", "weights-unwritten"],
      object: "Rollout foreign",
      seen: /for the controller nobody, and there are: argo-rollouts\/argo-rollouts \(no id\)/,
      next: /^pulumi up/,
    },
    {
      service: "reweighed",
      what: "weights that are not the controller's, beside the pause",
      ids: ["paused", "weights-unwritten"],
      object: "Rollout reweighed",
      seen: /at step 2 of 2/,
      next: /^kubectl argo rollouts promote reweighed/,
    },
    {
      service: "stale",
      what: "a Service with the hash of a Rollout that is gone",
      ids: ["stale-selector"],
      object: "Service stale",
      seen: /It is 7d9c6b5a4/,
      next: /^kubectl patch service stale --type json/,
    },
    {
      service: "measureless",
      what: "an autoscaler without metrics, by the conditions that the real one writes",
      ids: ["hpa-no-metrics"],
      object: "HorizontalPodAutoscaler measureless",
      seen: /ScalingActive is False, FailedGetResourceMetric/,
      next: /^kubectl describe hpa measureless -n doctor/,
    },
    {
      service: "mistargeted",
      what: "an autoscaler that follows the other kind",
      ids: ["hpa-wrong-target"],
      object: "HorizontalPodAutoscaler mistargeted",
      seen: /follows the Deployment mistargeted, and the service runs as the Rollout mistargeted/,
      next: /^pulumi up/,
    },
    {
      service: "zero",
      what: "a workload that was scaled to 0",
      ids: ["hpa-disabled"],
      object: "Rollout zero",
      seen: /It is 0, and HorizontalPodAutoscaler zero follows it/,
      next: /^kubectl scale rollouts\.argoproj\.io zero --replicas 2 -n doctor/,
    },
    {
      service: "kinded",
      what: "a switch of kind that was not brought up",
      ids: ["kind-differs"],
      object: "Deployment kinded",
      seen: /dev says Rollout, and a Deployment runs/,
      next: /^pulumi up --stack doctor/,
      examined: held,
    },
    {
      service: "behind",
      what: "a version that was not brought up",
      ids: ["image-differs"],
      object: "Rollout behind",
      seen: /dev says registry\.example\/app:3, and the live Rollout has registry\.example\/app:1/,
      next: /^pulumi up --stack doctor/,
      examined: held,
    },
    {
      service: "doubled",
      what: "a switch of kind that ended in its middle",
      ids: ["handover-unfinished"],
      object: "Rollout doubled and Deployment doubled",
      seen: /at once/,
      next: /^pulumi up/,
    },
    {
      service: "nobody",
      what: "a service that is not there",
      ids: ["service-absent"],
      object: "Rollout nobody",
      seen: /The namespace doctor has neither a Rollout nor a Deployment/,
      next: /^kubectl get rollouts,deployments -n doctor/,
    },
    {
      service: "calm",
      what: "a namespace that is not there",
      ids: ["namespace-absent"],
      object: "Namespace nowhere",
      seen: /no such namespace/,
      next: /^kubectl get namespaces/,
      examined: (service) => look(service, { namespace: "nowhere" }),
    },
  ];
  for (const { service, what, ids, object, seen, next, examined = look } of faults) {
    it(`names ${what}`, async () => {
      const [first] = await causes(() => examined(service), ...ids);
      assert.ok(first);
      if (typeof object === "string") assert.equal(first.object, object);
      else assert.match(first.object, object);
      assert.match(first.seen, seen);
      assert.match(first.next[0] ?? "", next);
    });
  }

  it("compares the weight that is live with the one that the controller has set", async () => {
    const found = (await look("reweighed")).causes.find(({ id }) => id === "weights-unwritten");
    assert.equal(found?.object, "TraefikService reweighed");
    assert.match(found.seen, /has the weight 60, and status\.canary\.weights of the Rollout says 25/);
  });

  for (const [service, kind] of [
    ["calm", "Rollout"],
    ["plain", "Deployment"],
  ] as const) {
    it(`calls a ${kind} healthy that has no fault, by its config too`, async () => {
      for (const diagnosis of [await look(service), await held(service)]) {
        assert.deepEqual(diagnosis.causes, []);
        assert.equal(isHealthy(diagnosis), true);
        assert.match(
          textOf(diagnosis),
          new RegExp(`^healthy: ${kind} ${service} in doctor: .*2 of 2 pods ready, \\S+:1$`),
        );
      }
    });
  }

  it("exits by what it found, in words or as data", async () => {
    const [healthy, paused] = await Promise.all([
      run("calm", "--namespace", NAMESPACE),
      run("endless", "--namespace", NAMESPACE, "--json"),
    ]);
    assert.deepEqual([healthy.code, paused.code], [0, 1], healthy.output + paused.output);
    assert.match(healthy.output, /^healthy: Rollout calm in doctor: Healthy, 2 of 2 pods ready/);
    const data: { healthy: boolean; causes: { id: string; next: string[] }[] } = JSON.parse(paused.output);
    assert.deepEqual([data.healthy, data.causes.map(({ id }) => id)], [false, ["paused"]]);
    assert.equal(data.causes[0]?.next[0], "kubectl argo rollouts promote endless -n doctor");
  });

  function run(...words: string[]): Promise<{ readonly code: number; readonly output: string }> {
    const args = ["--require", "./scripts/typescript.cjs", "scripts/doctor.ts", ...words];
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        args,
        { cwd: root, env: planeProcessEnv(env.plane.dir) },
        (error, stdout, stderr) => {
          resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr });
        },
      );
    });
  }

  /** None, or as many as the stack wants, so that its next up has nothing to take back. As somebody with kubectl would do. */
  async function runControllers(count: 0 | 2): Promise<void> {
    const [name, namespace] = ["argo-rollouts", "argo-rollouts"];
    await env.cluster.scale("Deployment", name, namespace, count);
    await env.cluster.until(`so many controllers are ready: ${String(count)}`, async () => {
      return (
        ((await env.cluster.field("Deployment", name, namespace, "status", "readyReplicas")) ?? 0) === count
      );
    });
  }

  describe("without a controller", () => {
    before(() => runControllers(0));
    after(() => runControllers(2));

    it("names that first, and that nobody writes weights after it", async () => {
      const [first, ...others] = await causes(
        () => look("reweighed"),
        "controller-down",
        "paused",
        "weights-unwritten",
      );
      assert.equal(first?.object, "Deployment argo-rollouts of the namespace argo-rollouts");
      assert.match(first.seen, /scaled to 0/);
      assert.match(others.at(-1)?.why ?? "", /Nobody writes the weights: no controller looks at the Rollout/);
    });

    it("has nothing to say of it to a Deployment", async () => {
      assert.deepEqual((await look("plain")).causes, []);
    });
  });
});
