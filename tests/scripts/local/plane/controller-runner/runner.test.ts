import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import {
  AppsV1Api,
  CoreV1Api,
  RbacAuthorizationV1Api,
  type V1Container,
  type V1ContainerStatus,
  type V1Deployment,
  type V1Pod,
} from "@kubernetes/client-node";

import {
  planeCrashes,
  planeStatus,
  removePlane,
  startPlane,
  type Plane,
} from "../../../../../scripts/local/plane";
import { kubeConfigOf, temporaryFolder } from "../../../../support/plane";
import { isAlive } from "../../../../support/processes";

const namespace = "rollouts-here";
const name = "argo-rollouts";
const labels = { "app.kubernetes.io/name": "argo-rollouts" };

const container: V1Container = {
  name,
  image: "registry.invalid/argo-rollouts:1",
  args: ["--loglevel=debug", "--metricsPort=8090"],
  ports: [{ name: "healthz", containerPort: 8080 }],
  readinessProbe: { httpGet: { path: "/healthz", port: "healthz" }, periodSeconds: 1 },
  terminationMessagePolicy: "FallbackToLogsOnError",
};

const deployment: V1Deployment = {
  metadata: { name, labels },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        terminationGracePeriodSeconds: 5,
        containers: [container],
        volumes: [{ name: "plugin-bin", emptyDir: {} }],
      },
    },
  },
};

async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined>,
  instead: () => Promise<string> = () => Promise.resolve(""),
): Promise<T> {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(100)) {
    const value = await check();
    if (value !== undefined) return value;
  }
  return assert.fail(`not within 30 s: ${what}\n${await instead()}`);
}

/** A pod as a test sees it, with the process that it has. */
interface Seen {
  readonly name: string;
  readonly isReady: boolean;
  readonly status: V1ContainerStatus | undefined;
  readonly pid: number | undefined;
}

describe("the controller runner", function () {
  this.timeout(90_000);
  let plane: Plane;
  let apps: AppsV1Api;
  let core: CoreV1Api;

  // A plane of its own: a second controller in the shared one would act on the Rollouts of other tests.
  before(async () => {
    plane = await startPlane({ dir: await temporaryFolder() });
    const config = kubeConfigOf(plane);
    apps = config.makeApiClient(AppsV1Api);
    core = config.makeApiClient(CoreV1Api);
    await core.createNamespace({ body: { metadata: { name: namespace } } });
  });
  after(async () => {
    await removePlane(plane.dir);
    await rm(plane.dir, { recursive: true, force: true });
  });

  const processes = async (): Promise<Map<string, number | undefined>> =>
    new Map(
      (await planeStatus(plane.dir))
        .filter(({ state }) => state === "running")
        .map((part) => [part.name.replace(`rollouts-controller.${namespace}.`, ""), part.pid]),
    );
  async function pods(): Promise<Seen[]> {
    const [{ items }, pids] = await Promise.all([core.listNamespacedPod({ namespace }), processes()]);
    return items.map((pod) => seen(pod, pids));
  }
  function seen({ metadata, status }: V1Pod, pids: Map<string, number | undefined>): Seen {
    const podName = metadata?.name ?? "";
    return {
      name: podName,
      isReady: status?.conditions?.some((one) => one.type === "Ready" && one.status === "True") ?? false,
      status: status?.containerStatuses?.[0],
      pid: pids.get(podName),
    };
  }
  /** The only pod, once it is like that. */
  const onePod = (what: string, isSo: (pod: Seen) => boolean): Promise<Seen> =>
    eventually(what, async () => {
      const [pod, ...others] = await pods();
      return pod !== undefined && others.length === 0 && isSo(pod) ? pod : undefined;
    });
  const running = (differentFrom?: number): Promise<Seen & { pid: number }> =>
    onePod(
      "the controller runs",
      ({ isReady, pid }) => isReady && pid !== undefined && pid !== differentFrom,
    ).then((pod) => ({ ...pod, pid: pod.pid ?? 0 }));
  const gone = (): Promise<true> =>
    eventually(
      "pods and processes are gone",
      async () =>
        (await pods()).length === 0 && ![...(await processes()).keys()].some((one) => one.startsWith(name))
          ? true
          : undefined,
      async () =>
        JSON.stringify([await pods(), [...(await processes())]]) +
        (await log("controller-runner")).split("\n").slice(-20).join("\n"),
    );
  const log = async (part: string): Promise<string> =>
    readFile(join(plane.dir, "logs", `${part}.log`), "utf8").catch(() => "");
  const logged = (text: RegExp): Promise<true> =>
    eventually(String(text), async () => {
      const files = (await readdir(join(plane.dir, "logs"))).filter((file) => /^rollouts-/.test(file));
      const logs = await Promise.all(files.map((file) => log(file.replace(/\.log$/, ""))));
      return logs.some((one) => text.test(one)) ? true : undefined;
    });
  const scale = (replicas: number): Promise<unknown> =>
    apps.patchNamespacedDeployment({
      namespace,
      name,
      body: [{ op: "add", path: "/spec/replicas", value: replicas }],
    });
  const change = (more: Partial<V1Container>): Promise<unknown> =>
    apps.patchNamespacedDeployment({
      namespace,
      name,
      body: [{ op: "replace", path: "/spec/template/spec/containers/0", value: { ...container, ...more } }],
    });

  it("runs the real controller with the rights that the pod's ServiceAccount has, and waits for them", async () => {
    await apps.createNamespacedDeployment({ namespace, body: deployment });
    await logged(new RegExp(`forbidden: User \\\\"system:serviceaccount:${namespace}:${name}`));
    const rbac = kubeConfigOf(plane).makeApiClient(RbacAuthorizationV1Api);
    await rbac.createClusterRoleBinding({
      body: {
        metadata: { name },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "ServiceAccount", name, namespace }],
      },
    });
    await logged(/Waiting for controller's informer caches to sync/);
  });

  it("gives it the container's arguments, on ports of its own, in a folder of the pod's", async () => {
    const { pid, name: pod } = await running();
    const args = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    assert.ok(args.includes("--loglevel=debug"));
    assert.ok(!args.includes("--metricsPort=8090"));
    const folders = await readdir(join(plane.dir, "data", "controllers"));
    assert.equal(folders.filter((folder) => folder.startsWith(`${namespace}.${pod}.`)).length, 1);
  });

  it("makes the pod ready when the controller answers its probe, and not before", async () => {
    const path = "/nobody-answers";
    const { pid } = await running();
    await change({ readinessProbe: { httpGet: { path, port: "healthz" }, periodSeconds: 1 } });
    await eventually(
      "a second pod runs",
      async () => (await pods()).filter((pod) => pod.pid).length === 2 || undefined,
    );
    await sleep(3000);
    assert.deepEqual((await pods()).map(({ isReady }) => isReady).sort(), [false, true]);
    assert.ok(isAlive(pid), "the old one goes on");
    await change({});
    await running();
  });

  it("runs one process for each pod, and replaces them as the Deployment does", async () => {
    await scale(2);
    await eventually(
      "two run",
      async () => (await pods()).filter((pod) => pod.isReady && pod.pid).length === 2 || undefined,
    );
    await scale(1);
    const { pid } = await running();
    await change({ args: ["--loglevel=info"] });
    await running(pid);
    assert.ok(!isAlive(pid));
  });

  it("starts it again when it is killed, as a restart of the same pod and no crash of the plane", async () => {
    const before = await running();
    process.kill(before.pid, "SIGKILL");
    const after = await running(before.pid);
    assert.equal(after.name, before.name);
    assert.equal(after.status?.restartCount, (before.status?.restartCount ?? 0) + 1);
    assert.equal(after.status?.lastState?.terminated?.exitCode, 137);
    assert.deepEqual(planeCrashes(plane.dir), []);
  });

  it("says in the pod's status why it does not start, while the old one goes on", async () => {
    const { pid } = await running();
    await change({ args: ["--no-such-flag"] });
    const { status } = await eventually("a loop of crashes", async () =>
      (await pods()).find((pod) => (pod.status?.restartCount ?? 0) >= 2 && pod.status?.state?.waiting),
    );
    assert.equal(status?.state?.waiting?.reason, "CrashLoopBackOff");
    const { exitCode, reason, message } = status.lastState?.terminated ?? {};
    assert.deepEqual([exitCode, reason], [1, "Error"]);
    assert.match(message ?? "", /unknown flag: --no-such-flag/);
    assert.doesNotMatch(message ?? "", /^---/m);
    assert.ok(isAlive(pid));
    assert.deepEqual(planeCrashes(plane.dir), []);
    await change({});
    await onePod("the broken pod is gone", (pod) => pod.isReady);
  });

  it("does not start it while a Secret is missing that it asks for", async () => {
    await change({ envFrom: [{ secretRef: { name: "token" } }] });
    const waits = async (): Promise<string | undefined> =>
      (await pods()).map(({ status }) => status?.state?.waiting).find((state) => state?.message)?.message;
    assert.equal(await eventually("a reason", waits), 'secret "token" not found');
    await core.createNamespacedSecret({
      namespace,
      body: { metadata: { name: "token" }, stringData: { TOKEN: "s3cret" } },
    });
    const { pid } = await onePod("one with the variable", (pod) => pod.isReady && pod.pid !== undefined);
    const read = () => readFile(`/proc/${String(pid)}/environ`, "utf8").catch(() => "");
    assert.ok((await read()).split("\0").includes("TOKEN=s3cret"));
  });

  it("stops it when the Deployment is scaled to nothing, and starts it when it is scaled up", async () => {
    await scale(0);
    await gone();
    assert.deepEqual(await readdir(join(plane.dir, "data", "controllers")), []);
    await scale(1);
    await running();
  });

  it("ends its process also when the pod is taken away without asking", async () => {
    const { pid, name: pod } = await running();
    await core.deleteNamespacedPod({ namespace, name: pod, gracePeriodSeconds: 0 });
    await running(pid);
    await eventually("the process is gone", async () => (isAlive(pid) ? undefined : true));
  });

  it("leaves no controller behind when it is killed and started again", async () => {
    const { pid, name: pod } = await running();
    const runner = (await planeStatus(plane.dir)).find((part) => part.name === "controller-runner")?.pid;
    assert.ok(runner !== undefined);
    process.kill(runner, "SIGKILL");
    await eventually("the runner's crash", async () => planeCrashes(plane.dir)[0]);
    await startPlane({ dir: plane.dir });
    // The new process is there before the status tells of it.
    const after = await onePod("the controller runs, and its status tells how the last one ended", (one) => {
      return one.isReady && one.pid !== undefined && one.status?.lastState?.terminated !== undefined;
    });
    assert.ok(!isAlive(pid), `the old controller ${pid} lives`);
    assert.deepEqual([after.name, after.status?.lastState?.terminated?.reason], [pod, "Unknown"]);
  });

  it("stops it when the Deployment is deleted", async () => {
    const { pid } = await running();
    await apps.deleteNamespacedDeployment({ namespace, name });
    await gone();
    assert.ok(!isAlive(pid) && existsSync(plane.dir));
  });
});
