import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../components/config";
import { serviceOf, values } from "../../support/services";

function mistakes(...layers: DataObject[]): string[] {
  return parse(service, values(...layers)).findings.map(formatFinding);
}

describe("a service's values", () => {
  it("run a plain Deployment of one pod unless they say otherwise", () => {
    const { rollout, replicaCount, autoscaling } = serviceOf();
    assert.equal(rollout.enabled, false);
    assert.equal(replicaCount, 1);
    assert.equal(autoscaling.enabled, false);
  });

  it("are the same when they are parsed again", () => {
    const once = serviceOf({ rollout: { enabled: true }, configFiles: { "/a/b": "c" } });
    assert.deepEqual(parse(service, once).value, once);
  });

  const refused: [string, DataObject, string][] = [
    [
      "an unknown key, with a suggestion",
      { rollout: { enabeld: true } },
      'rollout.enabeld: This key is not known. Did you mean "enabled"?',
    ],
    [
      "an unknown key in a list",
      { rollout: { canary: { steps: [{ setWieght: 10 }] } } },
      'rollout.canary.steps[0].setWieght: This key is not known. Did you mean "setWeight"?',
    ],
    [
      "a key far from all others, with what is known",
      { image: { zzz: 1 } },
      "image.zzz: This key is not known. Known here: repository, tag, digest, pullPolicy.",
    ],
    ["a wrong type", { replicaCount: "three" }, 'replicaCount: "three" is not valid: expected a number.'],
    [
      "a tag that YAML read as a number",
      { image: { tag: 1.1 } },
      "image.tag: 1.1 is not valid: expected text.",
    ],
    [
      "a weight below zero",
      { rollout: { canary: { steps: [{ setWeight: -1 }] } } },
      "rollout.canary.steps[0].setWeight: -1 is not valid: expected at least 0.",
    ],
    [
      "half a weight",
      { rollout: { canary: { steps: [{ setWeight: 12.5 }] } } },
      "rollout.canary.steps[0].setWeight: 12.5 is not valid: expected a whole number.",
    ],
    [
      "two actions in one step",
      { rollout: { canary: { steps: [{ setWeight: 1, pause: {} }] } } },
      'rollout.canary.steps[0]: {"setWeight":1,"pause":{}} is not valid: expected exactly one action per step.',
    ],
    [
      "a step without an action",
      { rollout: { canary: { steps: [{}] } } },
      "rollout.canary.steps[0]: {} is not valid: expected exactly one action per step.",
    ],
    [
      "a duration without a unit that is known",
      { rollout: { canary: { steps: [{ pause: { duration: "5min" } }] } } },
      'rollout.canary.steps[0].pause.duration: "5min" is not valid: expected seconds (300) or a duration with a unit ("30s", "5m", "1h30m").',
    ],
    [
      "an unknown strategy",
      { rollout: { strategy: "canari" } },
      'rollout.strategy: "canari" is not valid: expected one of "canary", "bluegreen", "blueGreen".',
    ],
    [
      "value and valueFrom together",
      { env: [{ name: "A", value: "1", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] },
      'env[0]: {"name":"A","value":"1","valueFrom":{"fieldRef":{"fieldPa... is not valid: expected value or valueFrom, not both.',
    ],
    [
      "a probe that asks nothing",
      { readinessProbe: { periodSeconds: 5 } },
      'readinessProbe: {"periodSeconds":5} is not valid: expected exactly one of httpGet, tcpSocket, grpc and exec.',
    ],
    [
      "a variable from nowhere",
      { env: [{ name: "A", valueFrom: {} }] },
      "env[0].valueFrom: {} is not valid: expected exactly one source.",
    ],
    [
      "a missing image",
      { image: null },
      "image: A value is needed: expected the image that the service runs.",
    ],
  ];
  for (const [what, layer, message] of refused) {
    it(`refuse ${what}`, () => {
      assert.deepEqual(mistakes(layer), [message]);
    });
  }

  it("are refused with everything that is wrong at once", () => {
    assert.equal(mistakes({ replicaCount: -1, image: { tga: "1" }, service: { port: 0 } }).length, 3);
  });
});
