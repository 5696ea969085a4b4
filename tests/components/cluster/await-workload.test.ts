import assert from "node:assert/strict";
import { awaitWorkload, type WorkloadWait } from "../../../components/cluster/await-workload";
import { type Answers, ApiServer, kubeconfigOf } from "./api-server";
import { liveDeployment, liveRollout } from "./live-objects";
import { TestClock } from "./test-clock";

type Answer = ReturnType<Answers>;
const found = (body: object): Answer => ({ body });
const progressing = (message: string) => found(liveRollout({ stableRS: "", phase: "Progressing", message }));

describe("waiting for a workload", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  /** What was said in the end, and the seconds until then, where looks at the workload get these answers. */
  async function outcome(
    answerAt: (seconds: number) => Answer,
    wait: Partial<WorkloadWait> = {},
    podsAt: (seconds: number) => object = () => ({ items: [] }),
  ) {
    const clock = new TestClock();
    server = await ApiServer.start((path) =>
      /\/(rollouts|deployments)\//.test(path) ? answerAt(clock.seconds) : found(podsAt(clock.seconds)),
    );
    const kubeconfig = kubeconfigOf(server.address);
    const aim = {
      kind: "Rollout",
      name: "pay",
      namespace: "shop",
      goal: "healthy",
      deadlineSeconds: 60,
    } as const;
    const reason = await awaitWorkload({ ...aim, kubeconfig, ...wait }, clock);
    return { reason, seconds: clock.seconds };
  }

  it("ends at the first look that finds it where it shall be", async () => {
    assert.deepEqual(await outcome(() => found(liveRollout())), { reason: undefined, seconds: 0 });
    assert.deepEqual(server?.asked, ["/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/pay"]);
    await server?.stop();
    const { reason } = await outcome(() => found(liveDeployment()), { kind: "Deployment" });
    assert.equal(reason, undefined);
    assert.deepEqual(server?.asked, ["/apis/apps/v1/namespaces/shop/deployments/pay"]);
  });

  it("goes on while it progresses, and looks at least every two seconds", async () => {
    const { reason, seconds } = await outcome((now) =>
      now < 40 ? progressing("more replicas need to be updated") : found(liveRollout()),
    );
    assert.equal(reason, undefined);
    assert.ok(seconds >= 40 && seconds <= 42, String(seconds));
  });

  it("counts its deadline from the last change of the status", async () => {
    const { reason, seconds } = await outcome((now) =>
      progressing(`${String(Math.min(Math.floor(now / 50), 3))} pods`),
    );
    assert.match(reason ?? "", /^The Rollout pay does not get ready\. 3 pods\. 0 of 3 pods are ready\.$/);
    assert.ok(seconds >= 210 && seconds <= 215, String(seconds));
  });

  it("believes a failure only when it lasts", async () => {
    const degraded = found(liveRollout({ phase: "Degraded", message: "the verdict on the version before" }));
    const again = (now: number) => (now % 8 < 4 ? degraded : progressing(String(now)));
    const passing = await outcome((now) => (now < 30 ? again(now) : found(liveRollout())));
    assert.equal(passing.reason, undefined);
    await server?.stop();
    const { reason, seconds } = await outcome(() => degraded);
    assert.match(
      reason ?? "",
      /^The Rollout pay does not get ready\. the verdict on the version before\. 0 of 3/,
    );
    assert.ok(seconds > 5 && seconds <= 8, String(seconds));
  });

  it("gives a spec that is refused the time in which what it refers to may come", async () => {
    const refused = found(liveRollout({ conditions: [{ type: "InvalidSpec", message: "no such Service" }] }));
    const { reason } = await outcome((now) => (now < 20 ? refused : found(liveRollout())));
    assert.equal(reason, undefined);
  });

  it("goes on while the API server is away, which is no change", async () => {
    const away = { status: 503, body: "" };
    const back = await outcome((now) => (now < 20 ? away : found(liveRollout())));
    assert.equal(back.reason, undefined);
    await server?.stop();
    const flapping = await outcome((now) => (now % 8 < 4 ? away : progressing("one pod")));
    assert.ok(flapping.seconds < 70, String(flapping.seconds));
  });

  it("says why where the API server never comes back", async () => {
    const gone = await ApiServer.start(() => undefined);
    await gone.stop();
    const { reason, seconds } = await outcome(() => undefined, { kubeconfig: kubeconfigOf(gone.address) });
    assert.match(
      reason ?? "",
      /^The Rollout pay does not get ready\. The cluster cannot be reached: connect ECONNREFUSED [\d.:]+\.$/,
    );
    assert.ok(seconds > 60 && seconds <= 65, String(seconds));
  });

  const answers: [number, string][] = [
    [404, "It is not in the cluster."],
    [403, "The kubeconfig's user may not read it."],
    [401, "The API server does not accept the kubeconfig's credentials."],
  ];
  for (const [status, sentence] of answers)
    it(`gives up soon where the API server answers ${String(status)}`, async () => {
      const { reason, seconds } = await outcome(() => ({ status, body: {} }));
      assert.equal(reason, `The Rollout pay does not get ready. ${sentence}`);
      assert.ok(seconds > 5 && seconds <= 8, String(seconds));
    });

  it("gives up on a loop of crashes where that is asked for, and else at the deadline", async () => {
    const waiting = liveDeployment({ availableReplicas: 2 });
    const pods = (seconds: number) => {
      const restartCount = Math.floor(seconds / 10);
      const state = { waiting: { reason: "CrashLoopBackOff" } };
      const containerStatuses = [{ name: "pay", ready: false, restartCount, state }];
      return { items: [{ metadata: { name: "pay-a", uid: "a" }, status: { containerStatuses } }] };
    };
    const kind = "Deployment";
    const loop = (wait: Partial<WorkloadWait>) => outcome(() => found(waiting), { kind, ...wait }, pods);
    const { reason, seconds } = await loop({ failsOnCrashLoop: true });
    assert.match(
      reason ?? "",
      /^The Deployment pay does not get ready\. The container pay has ended \d times\. 0 of 3/,
    );
    assert.ok(seconds > 30 && seconds < 40, String(seconds));
    await server?.stop();
    assert.ok((await loop({})).seconds > 60);
  });

  it("says nothing twice where the controller gives no reason", async () => {
    const { reason } = await outcome(() => found(liveRollout({ phase: undefined })));
    assert.equal(reason, "The Rollout pay does not get ready. 0 of 3 pods are ready.");
  });
});
