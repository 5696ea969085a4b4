import assert from "node:assert/strict";
import { type DataObject, formatFinding } from "../../components/config";
import { type FormerOutputs, placeFindings } from "../../stacks/cluster-identity";
import { parseEnvironment } from "../../stacks/plan-environment";
import { withLive } from "../support/scoped-rule-cases";

const former: FormerOutputs = { clusterUid: "here", namespace: "shop", services: { pay: {} } };

function said(uid: string | undefined, outputs: FormerOutputs, config: DataObject = {}): string[] {
  const environment = parseEnvironment({ environment: "prod", namespace: "shop", ...config });
  return placeFindings(environment, withLive({ uid }).live, outputs).map(formatFinding);
}

describe("the place that a stack writes to", () => {
  it("is any at its first up, and then the same", () => {
    assert.deepEqual(said("here", {}), []);
    assert.deepEqual(said("here", former), []);
  });

  it("is no other cluster than that of the last up", () => {
    assert.deepEqual(said("there", former), [
      "context: The kubeconfig leads to the cluster there; this stack wrote to here. Set context or kubeconfig, or, when the stack is to move there, clusterUid: there.",
    ]);
  });

  it("is no other cluster than the one that the config names, also at the first up", () => {
    assert.deepEqual(said("there", {}, { clusterUid: "here" }), [
      "context: The kubeconfig leads to the cluster there; this stack may write to here. Set context or kubeconfig, or, when the stack is to move there, clusterUid: there.",
    ]);
    assert.deepEqual(said("here", {}, { clusterUid: "here" }), []);
  });

  it("moves to another cluster when the config says so", () => {
    assert.deepEqual(said("there", former, { clusterUid: "there" }), []);
  });

  it("is not judged where the cluster's identity may not be read, or the cluster was not", () => {
    assert.deepEqual(said(undefined, former), []);
    assert.deepEqual(placeFindings(parseEnvironment({ environment: "shop" }), undefined, former), []);
  });

  it("is no other namespace while there are services", () => {
    assert.deepEqual(said("here", former, { namespace: "mall" }), [
      "namespace: The services run in shop. In mall everything would be made anew, and nothing moves the traffic. Set namespace: shop, and make another stack for mall.",
    ]);
    assert.deepEqual(said("here", { ...former, services: {} }, { namespace: "mall" }), []);
    assert.deepEqual(said("here", {}, { namespace: "mall" }), []);
  });
});
