import assert from "node:assert/strict";
import { diagnose } from "../../../components/cluster/diagnosis";
import type { Get } from "../../../components/cluster/connection";
import { liveDeployment, liveRollout } from "./live-objects";

const conditions = (type: string, status: string, message = "") => [{ type, status, message }];
const ready = { conditions: conditions("Ready", "True") };
const pod = (name: string, status: object, metadata: object = {}) => ({
  metadata: { name, ...metadata },
  status,
});
const container = (state: object, extra: object = {}) => ({ name: "pay", ready: false, state, ...extra });
const withContainer = (state: object, extra: object = {}) =>
  pod("pay-a", { phase: "Running", containerStatuses: [container(state, extra)] });

interface Found {
  pods?: object[];
  events?: object[];
}

/** A cluster with these pods and events, and the paths that it was asked for. */
function cluster({ pods = [], events = [] }: Found): { get: Get; asked: string[] } {
  const asked: string[] = [];
  const get: Get = (path) => {
    asked.push(decodeURIComponent(path));
    return Promise.resolve({ status: 200, body: { items: path.includes("/pods?") ? pods : events } });
  };
  return { get, asked };
}

const diagnosis = (found: Found, workload = liveRollout()) => diagnose(cluster(found).get, workload);

const pulling = { waiting: { reason: "ImagePullBackOff", message: 'Back-off pulling image "pay:2"' } };
const looping = { waiting: { reason: "CrashLoopBackOff", message: "back-off 10s restarting" } };
const ended = { terminated: { exitCode: 1, reason: "Error", message: "no database\n" } };

const broken: [string, object, string][] = [
  [
    "finds no node",
    pod("pay-a", { conditions: conditions("PodScheduled", "False", "0/3 nodes are available.") }),
    "The pod pay-a cannot be scheduled: 0/3 nodes are available.",
  ],
  [
    "cannot pull its image",
    withContainer(pulling),
    'The pod pay-a: the container pay waits: ImagePullBackOff: Back-off pulling image "pay:2".',
  ],
  [
    "crashes again and again",
    withContainer(looping, { lastState: ended }),
    "The pod pay-a: the container pay waits: CrashLoopBackOff: back-off 10s restarting. It ended with exit code 1: Error: no database.",
  ],
  [
    "has just crashed",
    withContainer({ terminated: { exitCode: 137, reason: "OOMKilled" } }),
    "The pod pay-a: the container pay has ended with exit code 137: OOMKilled.",
  ],
  [
    "runs and is not ready",
    withContainer({ running: {} }),
    "The pod pay-a: the container pay runs, but its readiness probe is not good.",
  ],
  [
    "waits for an init container, after one that is done",
    pod("pay-a", {
      initContainerStatuses: [
        { name: "first", ready: false, state: { terminated: { exitCode: 0, reason: "Completed" } } },
        { name: "migrate", ready: false, state: { running: {} } },
      ],
      containerStatuses: [container({ waiting: { reason: "PodInitializing" } })],
    }),
    "The pod pay-a: the init container migrate still runs.",
  ],
  ["gives no reason", withContainer({}), "The pod pay-a: the container pay waits: no reason is given."],
  ["has no containers yet", pod("pay-a", { phase: "Pending" }), "The pod pay-a is Pending."],
  ["has no status", pod("pay-a", {}), "The pod pay-a is not started."],
];

describe("why a workload is not ready", () => {
  for (const [what, found, sentence] of broken)
    it(`is told of a pod that ${what}`, async () => {
      assert.equal(await diagnosis({ pods: [found] }), `0 of 3 pods are ready. ${sentence}`);
    });

  it("is told of the newest pod that is not ready and not on its way out", async () => {
    const at = (second: number) => ({ creationTimestamp: `2030-01-01T00:00:0${String(second)}Z` });
    const pods = [
      pod("pay-old", { phase: "Pending" }, at(1)),
      pod("pay-new", { phase: "Pending" }, at(2)),
      pod("pay-ready", ready, at(3)),
      pod("pay-gone", { phase: "Failed" }, { ...at(4), deletionTimestamp: "2030-01-01T00:00:05Z" }),
    ];
    assert.equal(await diagnosis({ pods }), "1 of 3 pods are ready. The pod pay-new is Pending.");
  });

  it("is not told of a Deployment's version before, whose pods may all be well", async () => {
    const of = (hash: string, second: number) => ({
      labels: { "pod-template-hash": hash },
      creationTimestamp: `2030-01-01T00:00:0${String(second)}Z`,
    });
    const pods = [pod("pay-old", ready, of("old", 1)), pod("pay-new", { phase: "Pending" }, of("new", 2))];
    assert.equal(
      await diagnosis({ pods }, liveDeployment()),
      "0 of 3 pods are ready. The pod pay-new is Pending.",
    );
  });

  it("is what refuses the pods where there are none", async () => {
    const quota = { conditions: conditions("ReplicaFailure", "True", "exceeded quota: pods") };
    for (const workload of [liveRollout(quota), liveDeployment(quota)])
      assert.equal(
        await diagnosis({}, workload),
        "0 of 3 pods are ready. Pods cannot be made: exceeded quota: pods.",
      );
  });

  it("ends with the pod's last warning", async () => {
    const events = [
      { reason: "Unhealthy", message: "Readiness probe failed: 503", lastTimestamp: "2030-01-01T00:00:02Z" },
      { reason: "FailedMount", message: "not there", lastTimestamp: "2030-01-01T00:00:01Z" },
      { reason: "Early", eventTime: "2030-01-01T00:00:00Z", lastTimestamp: null },
    ];
    assert.match(
      await diagnosis({ pods: [withContainer({ running: {} })], events }),
      / Its last event is Unhealthy: Readiness probe failed: 503\.$/,
    );
  });

  it("ends with the last lines of the log where the pod has them, each as a line", async () => {
    const log = Array.from({ length: 12 }, (_, i) => `level=info line ${String(i)}`).join("\n\n");
    const end = { terminated: { exitCode: 1, reason: "Error", message: `${log}\nlevel=fatal no plugin\n` } };
    const events = [{ reason: "BackOff", message: "restarting", lastTimestamp: "2030-01-01T00:00:02Z" }];
    const said = await diagnosis({ pods: [withContainer(looping, { lastState: end })], events });
    const [sentences, title, ...lines] = said.split("\n");
    assert.match(
      sentences ?? "",
      / It ended with exit code 1: Error\. Its last event is BackOff: restarting\.$/,
    );
    assert.equal(title, "The end of its log:");
    assert.deepEqual(
      [lines.length, lines[0], lines[9]],
      [10, "  level=info line 3", "  level=fatal no plugin"],
    );
  });

  it("looks at the pods of the workload's own kind, a Rollout's newest, and at warnings of the pod", async () => {
    const own = "app.kubernetes.io/name=pay";
    for (const [workload, hash] of [
      [liveRollout(), "rollouts-pod-template-hash=new"],
      [liveDeployment(), "pod-template-hash"],
    ] as const) {
      const { get, asked } = cluster({ pods: [withContainer({})] });
      await diagnose(get, workload);
      assert.deepEqual(asked, [
        `/api/v1/namespaces/shop/pods?labelSelector=${own},${hash}`,
        "/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name=pay-a,type=Warning",
      ]);
    }
  });

  it("counts no pods where they may not be read or the server is gone", async () => {
    const answers: Get[] = [
      () => Promise.resolve({ status: 403, body: {} }),
      () => Promise.reject(new Error("gone")),
    ];
    for (const get of answers) assert.equal(await diagnose(get, liveRollout()), "");
  });
});
