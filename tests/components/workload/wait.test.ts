import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ServiceWorkload } from "../../../components";
import { KubernetesObject } from "../../../components/manifests";
import { releaseService, type ServiceRelease, type WorkloadWait } from "../../../components/cluster";
import type { LiveWorkload } from "../../../components/config";
import { planWorkload } from "../../../components/workload";
import { whenRunning } from "../../../components/workload/wait";
import { running as live } from "../../support/live";
import { type Registered, registeredBy } from "../../support/mocks";
import { withLive } from "../../support/scoped-rule-cases";
import { subjectOf } from "../../support/services";
import { type Answers, ApiServer, kubeconfigOf } from "../cluster/api-server";
import { liveRollout } from "../cluster/live-objects";

const args = {
  namespace: "shop",
  image: { repository: "registry.example/pay", tag: "1.0.0" },
  rollout: { enabled: true },
  resources: { requests: { cpu: "1" } },
  autoscaling: { enabled: true },
};

/** What an Output comes to. */
function settled(output: pulumi.Output<unknown>): Promise<unknown> {
  return Promise.resolve(Reflect.get(Object(output), "promise").call(output));
}

describe("an up that meets a cluster", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer;
  let workload: KubernetesObject;
  let running: pulumi.Output<unknown>;
  afterEach(() => server.stop());

  const start = async (answers: Answers = () => ({ body: {} })) => {
    server = await ApiServer.start(answers);
    return { kubeconfig: kubeconfigOf(server.address) };
  };

  it("registers what follows the workload only when the workload runs", async () => {
    const registered: Omit<Registered, "urn">[] = [];
    const asTheServerSawIt: string[] = [];
    const phases = ["Progressing", "Progressing", "Healthy"];
    const cluster = await start(() => {
      asTheServerSawIt.push(registered.map(({ type }) => type.replace(/.*:/, "")).join());
      return { body: liveRollout({ stableRS: "", phase: phases.shift() }) };
    });
    await registeredBy(() => new ServiceWorkload("pay", { ...args, cluster }), undefined, registered);
    assert.equal(asTheServerSawIt.length, 3);
    for (const types of asTheServerSawIt) {
      assert.match(types, /Rollout/);
      assert.doesNotMatch(types, /Autoscaler/);
    }
    assert.match(registered.map(({ type }) => type).join(), /Autoscaler,test:index:After$/);
  });

  it("fails with the reason and without a stack trace, so that nothing follows and nothing is deleted", async () => {
    const cluster = await start();
    await registeredBy(() => {
      const subject = subjectOf({ rollout: { enabled: true, progressDeadlineSeconds: 30 } });
      workload = new KubernetesObject("pay", planWorkload(subject).workload);
      const awaitWorkload = (asked: WorkloadWait) => Promise.resolve(JSON.stringify(asked));
      running = pulumi.output(
        whenRunning(workload, subject, cluster, workload, { awaitWorkload, releaseService }),
      );
      return workload;
    });
    await assert.rejects(settled(running), (error) => {
      assert.ok(error instanceof pulumi.ResourceError);
      assert.deepEqual([error.hideStack, error.stack], [true, undefined]);
      const asked = {
        kind: "Rollout",
        name: "pay",
        namespace: "shop",
        goal: "accepted",
        deadlineSeconds: 90,
      };
      assert.deepEqual(JSON.parse(error.message), { ...cluster, ...asked });
      return true;
    });
  });

  it("tells of every workload that does not get ready, also of those that take longer", async () => {
    const cluster = await start();
    const events: string[] = [];
    const outcomes: Promise<unknown>[] = [];
    let endSlow = (_: string): void => undefined;
    const slow = new Promise<string>((resolve) => (endSlow = resolve));
    await registeredBy(() => {
      const subject = subjectOf({ rollout: { enabled: true } });
      workload = new KubernetesObject("pay", planWorkload(subject).workload);
      for (const outcome of [Promise.resolve("quick"), slow]) {
        const steps = { awaitWorkload: () => outcome, releaseService };
        const waiting = whenRunning(workload, subject, cluster, workload, steps);
        outcomes.push(settled(pulumi.output(waiting)).catch(({ message }: Error) => events.push(message)));
      }
      return workload;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(events, []);
    endSlow("slow");
    await Promise.all(outcomes);
    assert.deepEqual(events.sort(), ["quick", "slow"]);
  });

  describe("and makes a Deployment of a Rollout", () => {
    /** What the cluster was asked for, and the words with which the up failed. */
    async function switched(rollout: Partial<LiveWorkload>, holdsOn?: string) {
      const cluster = await start();
      const asked: string[] = [];
      const steps = {
        awaitWorkload: ({ kind, goal }: WorkloadWait) => Promise.resolve(void asked.push(`${kind} ${goal}`)),
        releaseService: ({ rollout, service, namespace }: ServiceRelease) => {
          asked.push(`${service} of ${rollout} in ${namespace}`);
          return Promise.resolve(holdsOn);
        },
      };
      await registeredBy(() => {
        const subject = { ...subjectOf(), ...withLive({ workloads: [live("Rollout", rollout)] }) };
        workload = new KubernetesObject("pay", planWorkload(subject).workload);
        running = pulumi.output(whenRunning(workload, subject, cluster, workload, steps));
        return workload;
      });
      const failure = await settled(running).then(
        () => undefined,
        ({ message }: Error) => message,
      );
      return { asked, failure };
    }
    const blueGreen = { activeService: "pay-live" };
    const released = ["Deployment healthy", "pay-live of pay in shop"];

    it("has the Service released of a blue-green one, once the Deployment is healthy", async () => {
      assert.deepEqual(await switched(blueGreen), { asked: released, failure: undefined });
    });

    it("fails where that does not let go, and says what still serves", async () => {
      assert.deepEqual(await switched(blueGreen, "It holds on."), {
        asked: released,
        failure:
          "It holds on. The Rollout with its 5 pods still serves, its autoscaler is untouched and nothing was deleted. Mend the cause, or set rollout.enabled back, and run up again.",
      });
    });

    it("asks nothing of a canary, which never had the Service", async () => {
      assert.deepEqual(await switched({}), { asked: ["Deployment healthy"], failure: undefined });
    });
  });

  for (const [what, isPreview, wait] of [
    ["in a preview", true, "healthy"],
    ["where the values say wait: none", false, "none"],
  ] as const)
    it(`does not ask for the workload ${what}`, async () => {
      const cluster = await start();
      const mocks = {
        newResource: ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs }),
        call: () => ({}),
      };
      await pulumi.runtime.setMocks(mocks, "project", "stack", isPreview);
      const subject = subjectOf({ rollout: { enabled: true }, wait });
      const workload = new KubernetesObject("pay", planWorkload(subject).workload);
      const running = whenRunning(workload, subject, cluster, workload);
      await new Promise((resolve) => pulumi.all([workload.urn, running]).apply(resolve));
      assert.deepEqual(running, [workload]);
      assert.deepEqual(server.asked, []);
    });
});
