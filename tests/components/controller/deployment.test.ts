import assert from "node:assert/strict";
import { assertContains } from "../../support/contains";
import { containerOf, controllerFindings, deploymentSpec } from "../../support/controller";
import { installManifest } from "../../support/install-manifest";

const healthz = { path: "/healthz", port: "healthz" };

describe("the controller's pods", () => {
  it("are two, and none goes before its successor is ready", () => {
    assertContains(deploymentSpec(), {
      replicas: 2,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      progressDeadlineSeconds: 300,
    });
  });

  it("are as many, and replaced, as told", () => {
    const strategy = { maxSurge: "50%", maxUnavailable: 1 };
    assertContains(
      deploymentSpec({
        replicas: 3,
        strategy,
        minReadySeconds: "1m",
        progressDeadlineSeconds: 60,
        revisionHistoryLimit: 2,
      }),
      {
        replicas: 3,
        strategy: { type: "RollingUpdate", rollingUpdate: strategy },
        minReadySeconds: 60,
        progressDeadlineSeconds: 60,
        revisionHistoryLimit: 2,
      },
    );
    assertContains(deploymentSpec({ strategy: { type: "Recreate" } }), { strategy: { type: "Recreate" } });
  });

  it("can be replaced", () => {
    assert.match(
      controllerFindings({ strategy: { maxSurge: "0%" } }).join(),
      /controller\.strategy: .*expected maxSurge or maxUnavailable above 0/,
    );
    assert.match(
      controllerFindings({ strategy: { type: "Recreate", maxSurge: 1 } }).join(),
      /controller\.strategy: .*expected type: RollingUpdate/,
    );
  });

  it("say in their status why they crashed", () => {
    assertContains(containerOf(), { terminationMessagePolicy: "FallbackToLogsOnError" });
  });
});

describe("the controller's probes", () => {
  const withLiveness = installManifest.replace(
    "imagePullPolicy: Always",
    "livenessProbe: { httpGet: { path: /healthz, port: healthz }, periodSeconds: 20 }",
  );

  it("are the manifest's, and a cheap one for readiness, which that has not", () => {
    assertContains(containerOf({}, withLiveness), {
      livenessProbe: { httpGet: healthz, periodSeconds: 20 },
      readinessProbe: { httpGet: healthz },
    });
  });

  it("are replaced by those that are given", () => {
    const probe = { tcpSocket: { port: 8080 }, periodSeconds: 3 };
    const probes = { liveness: probe, readiness: probe, startup: probe };
    assertContains(containerOf({ probes }, withLiveness), {
      livenessProbe: probe,
      readinessProbe: probe,
      startupProbe: probe,
    });
  });

  it("can be left out", () => {
    const container = JSON.stringify(
      containerOf({ probes: { off: ["liveness", "readiness"] } }, withLiveness),
    );
    assert.equal(container.includes("Probe"), false);
    assert.deepEqual(
      controllerFindings({ probes: { off: ["readiness"], readiness: { httpGet: healthz } } }),
      ['controller.probes.off[0]: "readiness" is not valid: expected readiness here or in probes, not both.'],
    );
  });
});

describe("the controller's ports", () => {
  it("have the numbers of the flags and the names by which others find them", () => {
    assertContains(containerOf({ ports: { metrics: 9090 } }), {
      args: ["--metricsPort=9090"],
      ports: [
        { name: "metrics", containerPort: 9090 },
        { name: "healthz", containerPort: 8080 },
      ],
    });
  });

  it("are two", () => {
    assert.match(controllerFindings({ ports: { healthz: 8090 } }).join(), /expected two ports/);
  });
});
