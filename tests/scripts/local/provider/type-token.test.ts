import assert from "node:assert/strict";
import { parseToken, refusal } from "../../../../scripts/local/provider/type-token";

describe("provider resource types", () => {
  it("name the API's group, version and kind", () => {
    assert.deepEqual(parseToken("kubernetes:core/v1:Service"), { apiVersion: "v1", kind: "Service" });
    assert.deepEqual(parseToken("kubernetes:argoproj.io/v1alpha1:Rollout"), {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
    });
    assert.throws(() => parseToken("kubernetes:index:Thing"), /is not in the stand-in Kubernetes provider/);
  });

  it("that patch or list other objects are refused, kinds of one's own with such names are not", () => {
    const served = (kind: string): boolean => ["Deployment", "Json", "JsonPatch"].includes(kind);
    assert.match(
      String(refusal("kubernetes:apps/v1:DeploymentPatch", served)),
      /Use Deployment, or the official provider/,
    );
    assert.match(
      String(refusal("kubernetes:apps/v1:DeploymentList", served)),
      /Use Deployment instead of DeploymentList/,
    );
    assert.match(String(refusal("kubernetes:helm.sh/v3:Release", served)), /Helm releases/);
    assert.equal(refusal("kubernetes:example.com/v1:JsonPatch", served), undefined);
    assert.equal(refusal("kubernetes:example.com/v1:AllowList", served), undefined);
    assert.equal(refusal("kubernetes:example.com/v1:GoPatch", served), undefined);
  });
});
