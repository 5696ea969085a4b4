import assert from "node:assert/strict";
import { type DataObject, valueAt } from "../../../components/config";
import { planWorkload, writtenByOthers } from "../../../components/workload";
import { goldenCases } from "../routing/golden-cases";
import { subjectOf } from "../../support/services";

/** `HTTPRoute pay: spec/rules`. */
function writtenIn(...layers: DataObject[]): string[] {
  const subject = subjectOf(...layers);
  return [...writtenByOthers(subject, planWorkload(subject))].flatMap(([{ kind, metadata }, paths]) =>
    paths.map((path) => `${kind} ${metadata.name}: ${path.join(" ")}`),
  );
}

const steps: DataObject[] = [{ setWeight: 50 }];
const rollout = (...more: DataObject[]): DataObject => ({
  rollout: { enabled: true, canary: { steps: [...more, ...steps] } },
});
const testers = {
  setHeaderRoute: { name: "testers", match: [{ headerName: "x-tester", headerValue: { exact: "yes" } }] },
};
const experiment = { experiment: { templates: [{ name: "new", specRef: "canary", weight: 10 }] } };
const autoscaled = { resources: { requests: { cpu: "1" } }, autoscaling: { enabled: true } };
const hosts = ["pay.example.com"];
const hashIn = (service: string) => [
  `Service ${service}: spec selector rollouts-pod-template-hash`,
  `Service ${service}: metadata annotations argo-rollouts.argoproj.io/managed-by-rollouts`,
];
const versions = ["pay-stable", "pay-canary"].flatMap(hashIn);
const beside = (...layers: DataObject[]) => writtenIn(...layers).filter((one) => !versions.includes(one));

describe("what others write into a service's objects, field by field", () => {
  it("is nothing of a Deployment whose number of pods the values say, whatever its routes", () => {
    assert.deepEqual(writtenIn({ routing: { istio: { subsets: true }, alb: { hosts } } }), []);
  });

  it("is the number of pods with an autoscaler, whatever the kind", () => {
    assert.deepEqual(writtenIn(autoscaled), ["Deployment pay: spec replicas"]);
    assert.deepEqual(writtenIn(autoscaled, rollout()), ["Rollout pay: spec replicas"]);
  });

  it("is the pod hash in the Services that a release switches, and in no other", () => {
    const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
    assert.deepEqual(writtenIn(blueGreen), [...hashIn("pay"), ...hashIn("pay-preview")]);
    assert.deepEqual(writtenIn(rollout(), { routing: { nginx: { hosts } } }), versions);
  });

  it("is the weights of both versions, and of a preview of the one nothing", () => {
    const preview = { hosts: ["next.example.com"] };
    assert.deepEqual(beside(rollout(), { routing: { istio: { subsets: true, preview } } }), [
      "DestinationRule pay: spec subsets 0 labels rollouts-pod-template-hash",
      "DestinationRule pay: spec subsets 1 labels rollouts-pod-template-hash",
      "VirtualService pay: spec http 0 route 0 weight",
      "VirtualService pay: spec http 0 route 1 weight",
    ]);
  });

  it("is a whole list where steps add routes to it, or an experiment's backends", () => {
    for (const step of [testers, experiment])
      assert.deepEqual(beside(rollout(step), { routing: { istio: {} } }), ["VirtualService pay: spec http"]);
    assert.deepEqual(beside(rollout(testers), { routing: { apisix: { hosts } } }), [
      "ApisixRoute pay: spec http 0 backends 0 weight",
      "ApisixRoute pay: spec http 0 backends 1 weight",
    ]);
  });

  it("is the action of an Ingress of AWS, with what header steps put beside it", () => {
    const prefix = "Ingress pay: metadata annotations";
    const ofArgo = ["actions", "annotations"].map(
      (what) => `${prefix} rollouts.argoproj.io/managed-alb-${what}`,
    );
    const alb = { routing: { alb: { hosts, annotationPrefix: "aws.example" } } };
    assert.deepEqual(beside(rollout(), alb), [`${prefix} aws.example/actions.pay-root`, ...ofArgo]);
    assert.deepEqual(beside(rollout(testers), alb), [
      ...["actions.pay-root", "actions.testers", "conditions.testers"].map(
        (key) => `${prefix} aws.example/${key}`,
      ),
      ...ofArgo,
      "Ingress pay: spec rules",
    ]);
  });

  it("is in objects that are there, in places that are rendered up to the field itself", () => {
    for (const { router, name, values } of goldenCases) {
      const subject = subjectOf(...values);
      for (const [manifest, paths] of writtenByOthers(subject, planWorkload(subject)))
        for (const path of paths) {
          const around = valueAt(JSON.parse(JSON.stringify(manifest)), path.slice(0, 2));
          assert.notEqual(around, undefined, `${router}, ${name}: ${manifest.kind} ${path.join(" ")}`);
        }
    }
  });
});
