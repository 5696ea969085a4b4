import assert from "node:assert/strict";

import fc from "fast-check";

import { localArgs, podOf, type Deployment } from "../../../../../scripts/local/plane/controller-runner/pod";

const local = { kubeconfig: "/k", metricsPort: 1, healthzPort: 2 };
const own = ["--kubeconfig=/k", "--metricsPort=1", "--healthzPort=2"];

function deployment(container: object, spec: object = {}): Deployment {
  const template = { spec: { containers: [container], serviceAccountName: "argo-rollouts" } };
  return { metadata: { name: "argo-rollouts", namespace: "rollouts" }, spec: { template, ...spec } };
}

describe("the controller's process", () => {
  it("gets the container's arguments and no leader election of its own", () => {
    assert.deepEqual(localArgs(["--loglevel", "debug"], local), [
      "--loglevel",
      "debug",
      ...own,
      "--leader-elect=false",
    ]);
  });

  it("takes part in leader election when the Deployment says so", () => {
    assert.deepEqual(localArgs(["--leader-elect"], local), ["--leader-elect", ...own]);
    assert.deepEqual(localArgs(["--leader-elect=true"], local), ["--leader-elect=true", ...own]);
  });

  it("has ports of its own in either way of writing a flag, and keeps all else", () => {
    const others = fc.array(fc.constantFrom("--qps=400", "--burst", "5", "--namespaced"));
    const ports = fc.constantFrom(
      ["--metricsPort=8090"],
      ["--healthzPort", "8080"],
      ["--metricsport", "8090"],
      [],
    );
    fc.assert(
      fc.property(others, ports, others, (before, port, after) => {
        const rest = [...own, "--leader-elect=false"];
        assert.deepEqual(localArgs([...before, ...port, ...after], local), [...before, ...after, ...rest]);
      }),
    );
  });

  it("runs as the Deployment's ServiceAccount, in its namespace, with its environment", () => {
    const env = [
      { name: "A", value: "1" },
      { name: "NS", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
      { name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
    ];
    const pod = podOf(deployment({ env }));
    assert.equal(pod?.serviceAccount, "argo-rollouts");
    assert.deepEqual(pod.env, { A: "1", NS: "rollouts", POD_NAMESPACE: "rollouts" });
    assert.deepEqual(pod.unknownEnv, ["IP"]);
  });

  it("does not run for a Deployment that is scaled to nothing", () => {
    assert.equal(podOf(deployment({}, { replicas: 0 })), undefined);
    assert.notEqual(podOf(deployment({}, { replicas: 1 })), undefined);
  });
});
