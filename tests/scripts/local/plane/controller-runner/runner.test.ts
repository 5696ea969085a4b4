import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { AppsV1Api, CoreV1Api, RbacAuthorizationV1Api, type V1Deployment } from "@kubernetes/client-node";

import {
  planeCrashes,
  planeStatus,
  removePlane,
  startPlane,
  type Plane,
  type PartStatus,
} from "../../../../../scripts/local/plane";
import { kubeConfigOf, temporaryFolder } from "../../../../support/plane";
import { isAlive } from "../../../../support/processes";

const namespace = "rollouts-here";
const name = "argo-rollouts";
const processName = `rollouts-controller.${namespace}.${name}`;
const labels = { "app.kubernetes.io/name": "argo-rollouts" };

const deployment: V1Deployment = {
  metadata: { name, labels },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        containers: [
          {
            name,
            image: "registry.invalid/argo-rollouts:1",
            args: ["--loglevel=debug", "--metricsPort=8090"],
          },
        ],
      },
    },
  },
};

async function eventually<T>(what: string, check: () => Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(100)) {
    const value = await check();
    if (value !== undefined) return value;
  }
  return assert.fail(`not within 30 s: ${what}`);
}

describe("the controller runner", function () {
  this.timeout(60_000);
  let plane: Plane;
  let apps: AppsV1Api;

  // A plane of its own: a second controller in the shared one would act on the Rollouts of other tests.
  before(async () => {
    plane = await startPlane({ dir: await temporaryFolder() });
    const config = kubeConfigOf(plane);
    apps = config.makeApiClient(AppsV1Api);
    await config.makeApiClient(CoreV1Api).createNamespace({ body: { metadata: { name: namespace } } });
  });
  after(async () => {
    await removePlane(plane.dir);
    await rm(plane.dir, { recursive: true, force: true });
  });

  const status = async (): Promise<PartStatus | undefined> =>
    (await planeStatus(plane.dir)).find((part) => part.name === processName);
  const running = (differentFrom?: number): Promise<number> =>
    eventually("the controller runs", async () => {
      const { state, pid } = (await status()) ?? {};
      return state === "running" && pid !== differentFrom ? pid : undefined;
    });
  const gone = (): Promise<true> =>
    eventually("the controller is gone", async () => ((await status()) === undefined ? true : undefined));
  const log = (part: string): Promise<string> =>
    readFile(join(plane.dir, "logs", `${part}.log`), "utf8").catch(() => "");
  const logged = (part: string, text: RegExp): Promise<true> =>
    eventually(String(text), async () => (text.test(await log(part)) ? true : undefined));
  const scale = (replicas: number): Promise<unknown> =>
    apps.patchNamespacedDeployment({
      namespace,
      name,
      body: [{ op: "add", path: "/spec/replicas", value: replicas }],
    });

  it("runs the real controller with the rights that the Deployment's ServiceAccount has, and waits for them", async () => {
    await apps.createNamespacedDeployment({ namespace, body: deployment });
    await logged(processName, new RegExp(`forbidden: User \\\\"system:serviceaccount:${namespace}:${name}`));
    const rbac = kubeConfigOf(plane).makeApiClient(RbacAuthorizationV1Api);
    await rbac.createClusterRoleBinding({
      body: {
        metadata: { name },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "ServiceAccount", name, namespace }],
      },
    });
    await logged(processName, /Waiting for controller's informer caches to sync/);
  });

  it("gives it the container's arguments, on ports of its own", async () => {
    const pid = await running();
    const args = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    assert.ok(args.includes("--loglevel=debug"));
    assert.ok(!args.includes("--metricsPort=8090"));
  });

  it("starts it again when the pod template changes", async () => {
    const pid = await running();
    const path = "/spec/template/spec/containers/0/args/0";
    await apps.patchNamespacedDeployment({
      namespace,
      name,
      body: [{ op: "replace", path, value: "--loglevel=info" }],
    });
    assert.notEqual(await running(pid), pid);
  });

  it("stops it when the Deployment is scaled to nothing, and starts it when it is scaled up", async () => {
    await scale(0);
    await gone();
    await scale(1);
    await running();
  });

  it("stops it when the Deployment is deleted", async () => {
    await running();
    await apps.deleteNamespacedDeployment({ namespace, name });
    await gone();
  });

  it("ends, with the end of the controller's log in its own, when the controller is killed", async () => {
    await apps.createNamespacedDeployment({ namespace, body: deployment });
    process.kill(await running(), "SIGKILL");
    const crash = await eventually("the runner's crash", async () =>
      planeCrashes(plane.dir).find(({ part }) => part === "controller-runner"),
    );
    assert.match(crash.tail, /ended by itself: signal SIGKILL/);
    assert.match(crash.tail, new RegExp(`${processName} is gone. The end of its log:\n.`));
  });

  it("leaves no controller behind when it is killed and started again", async () => {
    await startPlane({ dir: plane.dir });
    const pid = await running();
    const runner = (await planeStatus(plane.dir)).find((part) => part.name === "controller-runner")?.pid;
    assert.ok(runner !== undefined);
    process.kill(runner, "SIGKILL");
    await eventually("the runner's crash", async () => planeCrashes(plane.dir)[0]);
    await startPlane({ dir: plane.dir });
    await running(pid);
    assert.ok(!isAlive(pid), `the old controller ${pid} lives`);
  });
});
