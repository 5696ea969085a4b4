import assert from "node:assert/strict";
import { controller, type ControllerInput } from "../../../components/config";
import { ManifestError, planInstall } from "../../../components/controller";
import { assertContains } from "../../support/contains";
import { installManifest, metricsService } from "../../support/install-manifest";

const rendered = (
  metrics: ControllerInput["metrics"],
  kind: string,
  manifest = installManifest + metricsService,
) =>
  planInstall(manifest, controller.parse({ namespace: "rollouts", metrics })).support.filter(
    (object) => object.kind === kind,
  );

describe("the Service of the controller's metrics", () => {
  it("is the release manifest's, with what is said of it", () => {
    const service = {
      annotations: { "prometheus.io/scrape": "true" },
      labels: { team: "platform" },
      port: 80,
      portName: "http-metrics",
    };
    assertContains(rendered({ service }, "Service"), [
      {
        metadata: {
          name: "argo-rollouts-metrics",
          namespace: "rollouts",
          labels: { "app.kubernetes.io/name": "argo-rollouts-metrics", team: "platform" },
          annotations: { "prometheus.io/scrape": "true" },
        },
        spec: {
          ports: [{ name: "http-metrics", port: 80, targetPort: 8090 }],
          selector: { "app.kubernetes.io/name": "argo-rollouts" },
        },
      },
    ]);
  });

  it("stays as it is where nothing is said, and can be left out", () => {
    const [service] = rendered({}, "Service");
    assert.deepEqual(Object.keys(service?.metadata ?? {}), ["name", "labels", "namespace"]);
    assertContains(service, { spec: { ports: [{ name: "metrics", port: 8090, targetPort: 8090 }] } });
    assert.deepEqual(rendered({ service: { enabled: false } }, "Service"), []);
  });
});

describe("the monitors of the controller", () => {
  it("are not there unless they are asked for", () => {
    assert.deepEqual([...rendered({}, "ServiceMonitor"), ...rendered({}, "PodMonitor")], []);
  });

  it("look for the controllers in their namespace, wherever the monitor stands", () => {
    const monitor = { enabled: true, namespace: "monitoring", labels: { release: "prometheus" } };
    assert.deepEqual(rendered({ serviceMonitor: monitor, service: { portName: "web" } }, "ServiceMonitor"), [
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "ServiceMonitor",
        metadata: { name: "argo-rollouts", namespace: "monitoring", labels: { release: "prometheus" } },
        spec: {
          selector: {
            matchLabels: {
              "app.kubernetes.io/name": "argo-rollouts-metrics",
              "app.kubernetes.io/part-of": "argo-rollouts",
            },
          },
          namespaceSelector: { matchNames: ["rollouts"] },
          endpoints: [{ port: "web", path: "/metrics", honorLabels: true }],
        },
      },
    ]);
    assertContains(rendered({ podMonitor: monitor }, "PodMonitor"), [
      {
        metadata: { namespace: "monitoring" },
        spec: {
          selector: { matchLabels: { app: "argo-rollouts" } },
          namespaceSelector: { matchNames: ["rollouts"] },
          podMetricsEndpoints: [{ port: "metrics", path: "/metrics" }],
        },
      },
    ]);
  });

  it("say what the operator is to do", () => {
    const settings = {
      interval: "30s",
      scrapeTimeout: "10s",
      honorLabels: false,
      relabelings: [{ sourceLabels: ["__meta_kubernetes_pod_node_name"], targetLabel: "node" }],
      metricRelabelings: [{ sourceLabels: ["__name__"], regex: "go_.*", action: "drop" }],
      scheme: "https" as const,
      tlsConfig: { insecureSkipVerify: true },
    };
    const asked = { enabled: true, annotations: { note: "ours" }, ...settings };
    assertContains(rendered({ serviceMonitor: asked }, "ServiceMonitor"), [
      { metadata: { namespace: "rollouts", annotations: { note: "ours" } }, spec: { endpoints: [settings] } },
    ]);
    assertContains(rendered({ podMonitor: asked }, "PodMonitor"), [
      { spec: { podMetricsEndpoints: [settings] } },
    ]);
  });

  it("cannot go by a Service that the release manifest has not", () => {
    assert.throws(
      () => rendered({ serviceMonitor: { enabled: true } }, "ServiceMonitor", installManifest),
      (error) =>
        error instanceof ManifestError && /no Service for metrics\. Use podMonitor/.test(error.message),
    );
  });
});
