import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { RELEASE_CHECKSUM } from "../../../components/config";
import type { Manifest } from "../../../components/manifests";
import { planWorkload } from "../../../components/workload";
import { withReleaseChecksum } from "../../../components/workload/release-checksum";
import { arbitraryStep } from "../../support/arbitrary-rollout";
import { subjectOf } from "../../support/services";

interface Parts {
  template: object;
  steps: object[];
  replicas: number;
  history: number;
  labels: Record<string, string>;
}

function rolloutOf({ template, steps, replicas, history, labels }: Parts): Manifest {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: { name: "pay", labels },
    spec: {
      replicas,
      analysis: { successfulRunHistoryLimit: history },
      template,
      strategy: { canary: { steps } },
    },
  };
}

const checksumOf = (manifest: Manifest) =>
  withReleaseChecksum(manifest).metadata.annotations?.[RELEASE_CHECKSUM];

const labels = fc.dictionary(fc.constantFrom("app", "team", "tier"), fc.constantFrom("a", "b"));
const parts = fc.record({
  template: fc.record({ metadata: fc.record({ labels }), spec: labels }),
  steps: fc.array(arbitraryStep, { maxLength: 3 }),
  replicas: fc.nat(9),
  history: fc.nat(9),
  labels,
});

/** The same content in another order of keys. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

const isEqual = (one: unknown, other: unknown): boolean => {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
};

describe("the checksum of a release", () => {
  it("changes if and only if the pods or the steps do", () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const mixed = { ...other, template: one.template, steps: one.steps };
        assert.equal(checksumOf(rolloutOf(mixed)), checksumOf(rolloutOf(one)));
        for (const part of ["template", "steps"] as const) {
          const isSame = isEqual(turned(one[part]), turned(other[part]));
          const changed = checksumOf(rolloutOf({ ...one, [part]: other[part] }));
          assert.equal(changed === checksumOf(rolloutOf(one)), isSame);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order in which files give the keys", () => {
    fc.assert(
      fc.property(parts, (one) => {
        const manifest = rolloutOf(one);
        const other = { ...manifest, spec: turned(manifest["spec"]) };
        assert.equal(checksumOf(other), checksumOf(manifest));
      }),
      { numRuns: 40 },
    );
  });

  it("waits for what is known later, and is then the same as if it had been known", async () => {
    const known = rolloutOf({ template: { image: "pay:1" }, steps: [], replicas: 1, history: 1, labels: {} });
    const template = { image: pulumi.output(Promise.resolve("pay:1")) };
    const spec = { ...Object(known["spec"]), template };
    const checksum = checksumOf({ ...known, spec });
    assert.ok(pulumi.Output.isInstance(checksum));
    assert.equal(await new Promise((resolve) => pulumi.output(checksum).apply(resolve)), checksumOf(known));
  });

  it("follows the name of the workload that a Rollout takes its pods from", () => {
    const others = { image: null, service: { selector: { app: "legacy" } } };
    const of = (name: string) =>
      checksumOf(
        planWorkload(subjectOf(others, { rollout: { enabled: true, workloadRef: { name } } })).workload,
      );
    assert.notEqual(of("a"), of("b"));
    assert.equal(of("a"), of("a"));
  });

  it("is nothing for a Deployment", () => {
    const { annotations = {} } = planWorkload(subjectOf()).workload.metadata;
    assert.equal(RELEASE_CHECKSUM in annotations, false);
  });
});
