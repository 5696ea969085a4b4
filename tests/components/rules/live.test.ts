import assert from "node:assert/strict";
import type { LiveRelease, LiveWorkload, PromotionOverrides, Proof } from "../../../components/config";
import { countingOverrides, type Surroundings, unjudged } from "../../../components/rules";
import { liveRules } from "../../../components/rules/live";
import { running, unfinishedRelease } from "../../support/live";
import { describeRules, findingsOf } from "../../support/rule-cases";
import { withLive } from "../../support/scoped-rule-cases";
import { serviceOf } from "../../support/services";

const found = (...workloads: LiveWorkload[]) => withLive({ workloads });
const standing = (release: Partial<LiveRelease>) =>
  found(running("Rollout", { release: unfinishedRelease(release) }));
const rollout = { enabled: true };
const next = { image: { tag: "2.0.0" } };
const resources = { requests: { cpu: "1" } };
/** What a switch that was not finished leaves. */
const handedOver = running("Rollout", {
  activeService: "pay",
  isHandedOver: true,
  release: unfinishedRelease({ phase: "Degraded", message: "InvalidSpec", isUnderway: false }),
});
const aborted = { phase: "Degraded", isAborted: true };

const unfinishedOf = (instance?: string) => ({
  instances: ["shard-0", "shard-1", "shard-2"],
  ...found(running("Rollout", { release: unfinishedRelease(), ...(instance !== undefined && { instance }) })),
});

const freeze = { until: "2027-01-04Z", reason: "the year's end", except: [] };
const frozen = { freeze, ...found(running("Deployment")) };
const v2 = "registry.example/pay:2.0.0";
const instead = `, or override it: promotion.override.pay: {image: "${v2}", reason: ...}.`;
/** What staging says, twelve minutes after that image became healthy there. */
const provenBy = (
  proofs: readonly Proof[],
  override: PromotionOverrides = {},
  more: Partial<Surroundings> = {},
): Surroundings => ({
  now: new Date("2027-01-04T08:12:00Z"),
  promotion: {
    config: { from: "staging", minHealthy: 1800, override },
    proofs: new Map(proofs.length === 0 ? [] : [["pay", proofs]]),
  },
  ...found(running("Deployment")),
  ...more,
});
const healthy = (image: string, at: string): Proof => ({ image, healthySince: new Date(at) });
const wished = { pay: { image: v2, reason: "the bank's deadline" } };
const isReplaced =
  "Releases are frozen until 2027-01-04Z (the year's end), and this replaces what runs. Make the change after that, or name the service in the stack's freeze.except.";

describeRules("rules about what runs", liveRules, [
  {
    rule: "promotion-image",
    when: "an image that is healthy elsewhere for too short a time",
    refuses: next,
    with: `services.pay.image: ${v2} is Healthy in staging for 12m, and promotion.minHealthy is 30m. It is due at 2027-01-04T08:30:00Z${instead}`,
    accepts: {},
    around: provenBy([healthy(v2, "2027-01-04T08:00:00Z")]),
  },
  {
    rule: "promotion-image",
    when: "an image that is not healthy elsewhere",
    refuses: next,
    with: `services.pay.image: ${v2} is not Healthy in staging: Paused: CanaryPauseStep. Wait until it is${instead}`,
    accepts: {},
    around: provenBy([{ image: v2, reason: "Paused: CanaryPauseStep." }]),
  },
  {
    rule: "promotion-image",
    when: "an image that was not brought to the environment before",
    refuses: next,
    with: `services.pay.image: staging runs registry.example/pay:1.0.0, and ${v2} is to come here. Bring it there first${instead}`,
    accepts: {},
    around: provenBy([healthy("registry.example/pay:1.0.0", "2027-01-04T06:00:00Z")]),
  },
  {
    rule: "promotion-image",
    when: "a service that the environment before does not have, also where it is new here",
    refuses: {},
    with: 'services.pay.image: There is no pay in staging. Bring it there first, or override it: promotion.override.pay: {image: "registry.example/pay:1.0.0", reason: ...}.',
    accepts: {
      image: null,
      service: { selector: { app: "pay" } },
      rollout: { enabled: true, workloadRef: { name: "old" } },
    },
    around: provenBy([], {}, found()),
  },
  {
    rule: "promotion-image",
    when: "an override for another image",
    refuses: { image: { tag: "3.0.0" } },
    with: `services.pay.image: There is no pay in staging. Bring it there first${instead.replace("2.0.0", "3.0.0")}`,
    accepts: next,
    around: provenBy([], wished),
  },
  {
    rule: "freeze-switch",
    refuses: { rollout },
    with: `services.pay.rollout.enabled: ${isReplaced}`,
    accepts: {},
    around: frozen,
  },
  {
    rule: "freeze-switch",
    when: "another strategy",
    refuses: { rollout: { ...rollout, strategy: "bluegreen" } },
    with: `services.pay.rollout.strategy: ${isReplaced}`,
    accepts: { rollout },
    around: { freeze, ...found(running("Rollout")) },
  },
  {
    rule: "shard-move",
    refuses: { rollout },
    with: "services.pay.rollout: Its Rollout is in the middle of a release (Paused), and would go from the controller shard-2 to the controller shard-1. Finish the release first (kubectl argo rollouts promote pay --full, or undo pay), or keep it there with rollout.shard: 2.",
    accepts: [{ rollout: { ...rollout, shard: 2 } }, {}],
    around: unfinishedOf("shard-2"),
  },
  {
    rule: "shard-move",
    when: "a pin that moves it",
    refuses: { rollout: { ...rollout, shard: 0 } },
    with: "services.pay.rollout.shard: Its Rollout is in the middle of a release (Paused), and would go from the controller shard-1 to the controller shard-0. Finish the release first (kubectl argo rollouts promote pay --full, or undo pay), or keep it there with rollout.shard: 1.",
    accepts: { rollout },
    around: unfinishedOf("shard-1"),
  },
  {
    rule: "shard-move",
    when: "the first of several controllers after a single one",
    refuses: { rollout },
    with: "services.pay.rollout: Its Rollout is in the middle of a release (Paused), and would go from the controller without an id to the controller shard-1. Finish the release first (kubectl argo rollouts promote pay --full, or undo pay).",
    accepts: {},
    around: unfinishedOf(),
  },
  {
    rule: "shard-move",
    when: "a single controller after several, also after an abort",
    refuses: { rollout },
    with: "services.pay.rollout: Its Rollout is in the middle of a release (Degraded), and would go from the controller shard-0 to the controller without an id. Finish the release first (kubectl argo rollouts promote pay --full, or undo pay).",
    accepts: {},
    around: found(running("Rollout", { instance: "shard-0", release: unfinishedRelease(aborted) })),
  },
  {
    rule: "handover-image",
    refuses: { rollout, ...next },
    with: "services.pay.image: The Deployment in the cluster runs registry.example/pay:1.0.0; a switch of kind would bring registry.example/pay:2.0.0 at once. Switch with the image that runs and change it in the next up, or set handover.allowImageChange: true.",
    accepts: [{ rollout }, next, { rollout, ...next, handover: { allowImageChange: true } }],
    around: found(running("Deployment")),
  },
  {
    rule: "handover-image",
    when: "the way back, by digest",
    refuses: { image: { tag: null, digest: `sha256:${"a".repeat(64)}` } },
    with: `services.pay.image: The Rollout in the cluster runs registry.example/pay:1.0.0; a switch of kind would bring registry.example/pay@sha256:${"a".repeat(64)} at once. Switch with the image that runs and change it in the next up, or set handover.allowImageChange: true.`,
    accepts: [{}, { rollout, ...next }],
    around: found(
      running("Rollout", { images: { log: "registry.example/log:1", pay: "registry.example/pay:1.0.0" } }),
    ),
  },
  {
    rule: "handover-image",
    when: "a release that is not finished",
    refuses: {},
    with: "services.pay.rollout.enabled: The Rollout in the cluster is in the middle of a release (Paused); a switch of kind would bring one version to everybody at once. Promote it, or go back first (kubectl argo rollouts undo pay), or set handover.allowImageChange: true.",
    accepts: [{ rollout }, { handover: { allowImageChange: true } }],
    around: standing({}),
  },
  {
    rule: "handover-image",
    when: "another image in a switch that was not finished",
    refuses: { image: { tag: "3.0.0" } },
    with: "services.pay.image: The Rollout in the cluster runs registry.example/pay:2.0.0; a switch of kind would bring registry.example/pay:3.0.0 at once. Switch with the image that runs and change it in the next up, or set handover.allowImageChange: true.",
    accepts: {},
    around: found(
      running("Deployment"),
      running("Rollout", { images: { pay: "registry.example/pay:2.0.0" } }),
    ),
  },
  {
    rule: "handover-paused",
    refuses: { rollout: { enabled: true, paused: true } },
    with: "services.pay.rollout.paused: A Rollout that is held from its beginning makes no pods, so the Deployment could not give way to it. Switch first, and set paused: true in the next up.",
    accepts: [{ rollout }, { rollout: { paused: true } }],
    around: found(running("Deployment")),
  },
  {
    rule: "handover-replicas",
    refuses: { rollout, replicaCount: 3 },
    with: "services.pay.replicaCount: The Deployment in the cluster has 5 pods, and the values say 3. The switch keeps 5; the up after it brings them down. Set replicaCount: 5 to keep them.",
    accepts: [
      { rollout, replicaCount: 5 },
      { replicaCount: 3 },
      { rollout, replicaCount: 3, resources, autoscaling: { enabled: true } },
      {
        rollout,
        replicaCount: 3,
        scaledObject: { enabled: true, triggers: [{ type: "cron", metadata: {} }] },
      },
    ],
    around: found(running("Deployment")),
  },
  {
    rule: "handover-strategy",
    refuses: { rollout },
    with: "services.pay.rollout.strategy: The Rollout in the cluster is blue-green and in the middle of a switch to a Deployment. Take it back with strategy: bluegreen, or finish the switch with enabled: false, and change the strategy in the next up.",
    accepts: [{}, { rollout: { ...rollout, strategy: "bluegreen" } }],
    around: found(handedOver),
  },
  {
    rule: "release-aborted",
    refuses: { rollout },
    with: "services.pay: Its last update was aborted, and the version before it serves everything. The controller says: RolloutAborted: aborted update to revision 2. Bring another version, or try the same again: kubectl argo rollouts retry rollout pay",
    accepts: {},
    around: standing({ ...aborted, message: "RolloutAborted: aborted update to revision 2." }),
  },
  {
    rule: "release-aborted",
    when: "an abort without a message",
    refuses: { rollout },
    with: "services.pay: Its last update was aborted, and the version before it serves everything. Bring another version, or try the same again: kubectl argo rollouts retry rollout pay",
    accepts: {},
    around: standing({ ...aborted, message: "" }),
  },
  {
    rule: "release-degraded",
    refuses: { rollout },
    with: "services.pay: Its Rollout is Degraded. The controller says: ProgressDeadlineExceeded. This up goes on. Look closer with: kubectl argo rollouts get rollout pay",
    accepts: {},
    around: standing({ phase: "Degraded", message: "ProgressDeadlineExceeded" }),
  },
]);

describe("rules about what runs are silent", () => {
  const silent: [string, Surroundings][] = [
    [
      "of an abort after which the version before was asked for again",
      standing({ ...aborted, isUnderway: false }),
    ],
    ["of a release that goes on", standing({})],
    ["where nothing runs", found()],
    ["where another service runs", found(running("Deployment", { name: "cart" }))],
    ["where the cluster was not read", {}],
  ];
  for (const [where, around] of silent)
    it(where, () => {
      const said = liveRules.flatMap(({ id }) =>
        findingsOf(id, { rollout, ...next, replicaCount: 3 }, around),
      );
      assert.deepEqual(said, []);
    });

  it("of a Rollout that is refused because its Service was handed over, and takes it back", () => {
    const back = { rollout: { ...rollout, strategy: "bluegreen" } };
    const said = liveRules.flatMap(({ id }) => findingsOf(id, back, found(handedOver)));
    assert.deepEqual(said, []);
  });

  it("of a degraded release that was aborted, which is said once", () => {
    assert.deepEqual(findingsOf("release-degraded", { rollout }, standing(aborted)), []);
  });
});

describe("a move to another controller", () => {
  it("is nothing to a Rollout that rests", () => {
    const release = unfinishedRelease({ phase: "Healthy", isUnderway: false });
    const around = { instances: ["a", "b"], ...found(running("Rollout", { instance: "c", release })) };
    assert.deepEqual(findingsOf("shard-move", { rollout }, around), []);
  });
});

describe("promotion-image", () => {
  const says = (around: Surroundings) => findingsOf("promotion-image", next, around);

  it("lets pass what was healthy for long enough, and what runs here already", () => {
    assert.deepEqual(says(provenBy([healthy(v2, "2027-01-04T07:42:00Z")])), []);
    assert.deepEqual(says(provenBy([], {}, found(running("Deployment", { images: { pay: v2 } })))), []);
    assert.deepEqual(says(provenBy([], {}, found(running("Rollout", { images: { pay: v2 } })))), []);
    assert.equal(says(provenBy([healthy(v2, "2027-01-04T07:42:01Z")])).length, 1);
  });

  it("says nothing of what a freeze holds back, of what was not read, and where no stack is named", () => {
    assert.deepEqual(says(provenBy([], {}, { freeze })), []);
    const { promotion, live, ...others } = provenBy([]);
    assert.ok(promotion && live);
    assert.deepEqual(says({ ...others, live }), []);
    assert.deepEqual(says({ ...others, promotion }), []);
    const unread = { config: promotion.config, unread: "There is no such stack." };
    assert.deepEqual(says({ ...others, live, promotion: unread }), []);
  });

  it("has nobody judge images where the other environment was not read, but for those that are overridden", () => {
    const services = new Map([["pay", serviceOf(next)]]);
    const unread = (override: PromotionOverrides) => {
      const { promotion, ...others } = provenBy([], override);
      assert.ok(promotion);
      return { ...others, promotion: { config: promotion.config, unread: "There is no such stack." } };
    };
    assert.deepEqual(unjudged(services, unread({})), ["pay"]);
    assert.deepEqual(unjudged(services, unread(wished)), []);
    assert.deepEqual(unjudged(services, provenBy([])), []);
    assert.deepEqual(countingOverrides(services, unread(wished)), wished);
  });

  it("counts an override as long as it is what speaks for the image, also once that runs here", () => {
    const services = new Map([["pay", serviceOf(next)]]);
    const here = found(running("Deployment", { images: { pay: v2 } }));
    assert.deepEqual(countingOverrides(services, provenBy([], wished)), wished);
    assert.deepEqual(countingOverrides(services, provenBy([], wished, here)), wished);
    const proven = provenBy([healthy(v2, "2027-01-04T07:00:00Z")], wished);
    assert.deepEqual(countingOverrides(services, proven), {});
    assert.deepEqual(countingOverrides(new Map([["pay", serviceOf()]]), provenBy([], wished)), {});
  });
});
