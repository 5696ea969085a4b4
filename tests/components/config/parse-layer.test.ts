import assert from "node:assert/strict";
import { type DataObject, formatFinding, parseLayer } from "../../../components/config";

const findings = (layer: DataObject) => parseLayer(layer, ["defaults"]).map(formatFinding);

describe("values that are not all of a service's", () => {
  it("may leave to other layers what a service needs", () => {
    assert.deepEqual(findings({ image: { tag: "1" } }), []);
    assert.deepEqual(findings({ livenessProbe: { periodSeconds: 5 } }), []);
    assert.deepEqual(findings({ image: null, rollout: { workloadRef: { kind: "ReplicaSet" } } }), []);
  });

  it("may not have what no layer can put right", () => {
    assert.deepEqual(
      findings({ replicaCount: "many", rollout: { cannary: {}, canary: { steps: [{ setWieght: 1 }] } } }),
      [
        'defaults.replicaCount: "many" is not valid: expected a number.',
        'defaults.rollout.canary.steps[0].setWieght: This key is not known. Did you mean "setWeight"?',
        'defaults.rollout.cannary: This key is not known. Did you mean "canary"?',
      ],
    );
  });
});
