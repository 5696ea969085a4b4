import assert from "node:assert/strict";
import fc from "fast-check";
import { type DataObject, type LiveWorkload, RELEASE_CHECKSUM } from "../../../components/config";
import { midCanaryFindings, planWorkload } from "../../../components/workload";
import { initialReplicas } from "../../../components/workload/replicas";
import { explained, goalOf } from "../../../components/workload/wait";
import { running, unfinishedRelease } from "../../support/live";
import { withLive } from "../../support/scoped-rule-cases";
import { subjectOf } from "../../support/services";

const rollout = { enabled: true };

const subject = (layer: DataObject, ...workloads: LiveWorkload[]) => ({
  ...subjectOf(layer),
  ...withLive({ workloads }),
});

describe("a switch of kind", () => {
  const other = { true: "Deployment", false: "Rollout" } as const;

  it("never starts with fewer pods than run in the other kind or than are wanted", () => {
    const wanted = fc.record({ enabled: fc.boolean(), replicaCount: fc.nat(50), isScaled: fc.boolean() });
    fc.assert(
      fc.property(wanted, fc.option(fc.nat(50)), fc.nat(50), (values, live, same) => {
        const { enabled, replicaCount, isScaled } = values;
        const layer = {
          rollout: { enabled },
          replicaCount,
          resources: { requests: { cpu: "1" } },
          autoscaling: { enabled: isScaled, minReplicas: 4, maxReplicas: 60 },
        };
        const [kind, own] = [other[`${enabled}`], other[`${!enabled}`]];
        const predecessor = live === null ? [] : [running(kind, { replicas: live })];
        const found = [running(own, { replicas: same }), running(kind, { name: "cart", replicas: 99 })];
        const least = isScaled ? 4 : replicaCount;
        assert.equal(initialReplicas(subject(layer, ...found, ...predecessor)), Math.max(least, live ?? 0));
      }),
      { numRuns: 40 },
    );
  });

  it("is none where a Rollout takes its pods from a Deployment of the service's name", () => {
    const others = { image: null, service: { selector: { app: "pay" } }, replicaCount: 1 };
    const taken = subject(
      { ...others, rollout: { enabled: true, workloadRef: { name: "pay" } } },
      deployment,
    );
    assert.deepEqual([initialReplicas(taken), goalOf(taken)], [1, "accepted"]);
  });

  const deployment = running("Deployment");
  const goals: [string, DataObject, LiveWorkload[], string][] = [
    ["when a Deployment is healthy", {}, [deployment], "healthy"],
    ["when a Rollout is accepted", { rollout }, [running("Rollout")], "accepted"],
    ["when a new Rollout is accepted, which for a first version is healthy", { rollout }, [], "accepted"],
    ["when a Deployment is accepted, as the values say", { wait: "accepted" }, [], "accepted"],
    ["when a Rollout is healthy, as the values say", { rollout, wait: "healthy" }, [], "healthy"],
    ["at once, as the values say", { rollout, wait: "none" }, [running("Rollout")], "none"],
    [
      "when what takes over is healthy, whatever the values say",
      { rollout, wait: "none" },
      [deployment],
      "healthy",
    ],
    [
      "when what takes over is healthy, the way back as well",
      { wait: "accepted" },
      [running("Rollout")],
      "healthy",
    ],
  ];
  for (const [until, layer, live, goal] of goals)
    it(`or an update goes on ${until}`, () => {
      assert.equal(goalOf(subject(layer, ...live)), goal);
    });

  it("that fails says what still serves and the way out", () => {
    assert.equal(
      explained("It does not get ready.", subject({ rollout }, deployment)),
      "It does not get ready. The Deployment with its 5 pods still serves, its autoscaler is untouched and nothing was deleted. Mend the cause, or set rollout.enabled back, and run up again.",
    );
    const update = subject({ rollout }, running("Rollout"));
    assert.equal(explained("It does not get ready.", update), "It does not get ready.");
  });
});

describe("a Rollout whose Service was handed over, taken back", () => {
  const layer = { rollout: { enabled: true, strategy: "bluegreen" }, midCanary: "refuse" };
  const wanted = planWorkload(subjectOf(layer)).workload;
  const checksum = String(wanted.metadata.annotations?.[RELEASE_CHECKSUM]);
  const refused = { phase: "Degraded", message: "InvalidSpec", isUnderway: false, checksum };
  const handedOver = running("Rollout", {
    activeService: "pay",
    isHandedOver: true,
    release: unfinishedRelease(refused),
  });
  const takenBack = subject(layer, handedOver, running("Deployment", { replicas: 1 }));

  it("differs from the last one by an annotation alone, so that Pulumi applies it with its Service", () => {
    const annotations = { ...wanted.metadata.annotations, "progressive-delivery/taken-back": "true" };
    const metadata = { ...wanted.metadata, annotations };
    assert.deepEqual(planWorkload(takenBack).workload, { ...wanted, metadata });
  });

  it("starts no release again", () => {
    assert.deepEqual(midCanaryFindings(takenBack, []), []);
  });

  it("is as it was in the next up", () => {
    const next = subject(layer, running("Rollout", { activeService: "pay" }));
    assert.deepEqual(planWorkload(next).workload, wanted);
    assert.doesNotMatch(JSON.stringify(wanted), /taken-back/);
  });
});

describe("what Pulumi's provider waits for", () => {
  const waitFor = (layer: DataObject, isWaitedForHere: boolean) =>
    planWorkload(subjectOf(layer), isWaitedForHere).workload.metadata.annotations?.["pulumi.com/waitFor"];

  it("is that the object is there, where the program itself waits", () => {
    assert.equal(waitFor({}, true), "jsonpath={.metadata.uid}");
    assert.equal(waitFor({ rollout }, true), "jsonpath={.metadata.uid}");
  });

  it("is else its own idea of a Deployment, and a Rollout that is healthy or waits for a person", () => {
    assert.equal(waitFor({}, false), undefined);
    assert.equal(waitFor({ rollout }, false), "jsonpath={.status[?@ == 'Healthy' || @ == 'Paused']}");
  });
});
