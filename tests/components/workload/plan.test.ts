import assert from "node:assert/strict";
import fc from "fast-check";
import { type DataObject } from "../../../components/config";
import type { Manifest } from "../../../components/manifests";
import { planWorkload } from "../../../components/workload";
import { assertContains } from "../../support/contains";
import { subjectOf } from "../../support/services";

const requests = { resources: { requests: { cpu: "100m", memory: "64Mi" } } };
const autoscaled = { ...requests, autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 9 } };

const plan = (...layers: DataObject[]) => planWorkload(subjectOf(...layers));
const specOf = (manifest: object | undefined): object =>
  manifest && "spec" in manifest ? Object(manifest.spec) : {};
const names = (...layers: DataObject[]) => plan(...layers).services.map(({ metadata }) => metadata.name);

describe("the plan of a workload", () => {
  it("is a Deployment with one Service unless a rollout is enabled", () => {
    const { workload, services, followers } = plan({ replicaCount: 2 });
    assert.equal(workload.kind, "Deployment");
    assert.equal(services.length, 1);
    assert.deepEqual(followers, []);
    assertContains(specOf(workload), {
      replicas: 2,
      selector: { matchLabels: { "app.kubernetes.io/name": "pay" } },
      template: { spec: { containers: [{ name: "pay", image: "registry.example/pay:1.0.0" }] } },
    });
  });

  it("is a canary Rollout with the steps as written and the apex as its only Service", () => {
    const steps = [{ setWeight: 25 }, { pause: { duration: "5m" } }, { pause: {} }];
    const { workload } = plan({ rollout: { enabled: true, canary: { steps, maxSurge: "50%" } } });
    assert.equal(`${workload.apiVersion}/${workload.kind}`, "argoproj.io/v1alpha1/Rollout");
    assertContains(specOf(workload), { strategy: { canary: { steps, maxSurge: "50%" } } });
    assert.deepEqual(names({ rollout: { enabled: true } }), ["pay"]);
  });

  for (const strategy of ["bluegreen", "blueGreen"]) {
    it(`is a blue-green Rollout when the strategy is written ${strategy}`, () => {
      const rollout = {
        enabled: true,
        strategy,
        blueGreen: { autoPromotionEnabled: false, scaleDownDelaySeconds: 300 },
      };
      assert.deepEqual(specOf(plan({ rollout }).workload), {
        ...specOf(plan({ rollout: { enabled: true } }).workload),
        strategy: {
          blueGreen: {
            activeService: "pay",
            previewService: "pay-preview",
            autoPromotionEnabled: false,
            scaleDownDelaySeconds: 300,
          },
        },
      });
      assert.deepEqual(names({ rollout }), ["pay", "pay-preview"]);
    });
  }

  it("has a Rollout's routes before it, and lets those of a Deployment follow it", () => {
    const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
    const kinds = (manifests: readonly Manifest[]) => manifests.map(({ kind }) => kind);
    const rollout = plan({ httpRoute, rollout: { enabled: true } }, autoscaled);
    assert.deepEqual(
      [kinds(rollout.routes), kinds(rollout.followers)],
      [["HTTPRoute"], ["HorizontalPodAutoscaler"]],
    );
    const deployment = plan({ httpRoute }, autoscaled);
    assert.deepEqual(
      [kinds(deployment.routes), kinds(deployment.followers)],
      [[], ["HTTPRoute", "HorizontalPodAutoscaler"]],
    );
  });

  it("says that edits of a canary's route wait where nobody knows its weights", () => {
    const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
    assert.deepEqual(plan({ httpRoute }).notices, []);
    const { notices } = plan({
      httpRoute,
      rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } },
    });
    assert.deepEqual(notices, [
      "The cluster was not read, so an edit of spec.rules of the HTTPRoute pay waits: the weights there are the controller's.",
    ]);
  });

  it("keeps a preview out of the load balancer", () => {
    const services = plan({
      service: { type: "LoadBalancer" },
      rollout: { enabled: true, strategy: "bluegreen" },
    }).services;
    assert.deepEqual(
      services.map((service) => Reflect.get(specOf(service), "type")),
      ["LoadBalancer", "ClusterIP"],
    );
  });

  for (const enabled of [false, true]) {
    it(`lets the autoscaler follow the kind and starts at its minimum (rollout.enabled: ${String(enabled)})`, () => {
      const {
        workload,
        followers: [autoscaler],
      } = plan(autoscaled, { replicaCount: 1, rollout: { enabled } });
      assertContains(specOf(workload), { replicas: 3 });
      assertContains(specOf(autoscaler), {
        scaleTargetRef: { apiVersion: workload.apiVersion, kind: workload.kind, name: "pay" },
        minReplicas: 3,
        maxReplicas: 9,
        metrics: [{ resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } }],
      });
    });
  }

  it("scales on memory alone when only memory has a target", () => {
    const [autoscaler] = plan(autoscaled, {
      autoscaling: { targetMemoryUtilizationPercentage: 60 },
    }).followers;
    assertContains(specOf(autoscaler), { metrics: [{ resource: { name: "memory" } }] });
    assert.equal(JSON.stringify(autoscaler).includes("cpu"), false);
  });

  it("hands on what the values say of the container", () => {
    const valueFrom = { secretKeyRef: { name: "pay", key: "token" } };
    const probe = { httpGet: { path: "/up" }, periodSeconds: 5 };
    const { workload } = plan({
      image: { tag: null, pullPolicy: "Always" },
      service: { port: 80, targetPort: 8080 },
      env: [
        { name: "A", value: "1" },
        { name: "TOKEN", valueFrom },
      ],
      resources: { requests: { cpu: 1, memory: "64Mi" }, limits: { cpu: 2 } },
      startupProbe: probe,
      readinessProbe: probe,
      livenessProbe: { tcpSocket: {} },
    });
    const rendered = { httpGet: { path: "/up", port: "http" }, periodSeconds: 5 };
    assert.deepEqual(Reflect.get(specOf(workload), "template").spec.containers, [
      {
        name: "pay",
        image: "registry.example/pay",
        imagePullPolicy: "Always",
        ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
        env: [
          { name: "A", value: "1" },
          { name: "TOKEN", valueFrom },
        ],
        // As text: the API server would answer a number with text, which looks like drift.
        resources: { requests: { cpu: "1", memory: "64Mi" }, limits: { cpu: "2" } },
        startupProbe: rendered,
        readinessProbe: rendered,
        livenessProbe: { tcpSocket: { port: "http" } },
        lifecycle: { preStop: { sleep: { seconds: 10 } } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      },
    ]);
  });

  it("keeps the history and the deadline that the values ask for", () => {
    const rollout = { revisionHistoryLimit: 3, progressDeadlineSeconds: 120 };
    assertContains(specOf(plan({ rollout: { ...rollout, enabled: true } }).workload), rollout);
    assertContains(specOf(plan({ rollout }).workload), rollout);
  });

  it("prefers a digest over a tag", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    assert.match(JSON.stringify(plan({ image: { digest } }).workload), new RegExp(`pay@${digest}"`));
  });

  it("makes a ServiceAccount unless told to use another", () => {
    const made = plan({ serviceAccount: { annotations: { role: "x" } } }).prerequisites[0];
    assertContains(made, {
      kind: "ServiceAccount",
      metadata: { name: "pay", annotations: { role: "x" } },
    });
    const used = plan({ serviceAccount: { create: false, name: "robot" } });
    assert.deepEqual(used.prerequisites, []);
    assert.match(JSON.stringify(used.workload), /"serviceAccountName":"robot"/);
  });

  it("runs the same pods behind the same Service whatever the kind and strategy", () => {
    const strategy = fc.constantFrom("canary", "bluegreen");
    fc.assert(
      fc.property(fc.boolean(), strategy, fc.integer({ min: 0, max: 50 }), (enabled, kind, replicaCount) => {
        const one = plan({ replicaCount, rollout: { enabled, strategy: kind } });
        const other = plan({ replicaCount, rollout: { enabled: !enabled, strategy: kind } });
        for (const field of ["replicas", "selector", "template"]) {
          assert.deepEqual(
            Reflect.get(specOf(one.workload), field),
            Reflect.get(specOf(other.workload), field),
          );
        }
        assert.deepEqual(one.services[0], other.services[0]);
        assert.notEqual(one.workload.kind, other.workload.kind);
      }),
    );
  });
});
