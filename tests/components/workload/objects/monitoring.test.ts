import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../../components/config";
import { manifestsOf, planWorkload } from "../../../../components/workload";
import { subjectOf, values } from "../../../support/services";

const hash = "rollouts-pod-template-hash";
const manifests = (monitoring: DataObject, ...layers: DataObject[]) =>
  manifestsOf(planWorkload(subjectOf({ monitoring }, ...layers)));
const find = (kind: string, ...layers: [DataObject, ...DataObject[]]) =>
  manifests(...layers).find((manifest) => manifest.kind === kind);
const mistakesOf = (monitoring: DataObject) =>
  parse(service, values({ monitoring })).findings.map(formatFinding);

const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const deliveries: Readonly<Record<string, DataObject>> = {
  "a Deployment": {},
  "a canary": { rollout: { enabled: true }, httpRoute },
  "blue-green": { rollout: { enabled: true, strategy: "blueGreen" } },
};

describe("the monitoring of a service", () => {
  it("is nothing unless it is asked for, and changes no Service then", () => {
    assert.deepEqual(manifests({}), manifestsOf(planWorkload(subjectOf())));
  });

  for (const [what, delivery] of Object.entries(deliveries))
    it(`finds the pods of ${what} by one Service alone, so that each is scraped once`, () => {
      const monitoring = { serviceMonitor: { enabled: true } };
      const selector = Object(find("ServiceMonitor", monitoring, delivery)?.["spec"]).selector.matchLabels;
      const services = manifests(monitoring, delivery).filter(({ kind }) => kind === "Service");
      const found = services.filter(({ metadata: { labels = {} } }) =>
        Object.entries(selector).every(([key, value]) => labels[key] === value),
      );
      assert.deepEqual(
        found.map(({ metadata }) => metadata.name),
        ["pay"],
      );
    });

  it("is a ServiceMonitor that keeps the versions apart", () => {
    const serviceMonitor = { enabled: true, interval: "30s", labels: { release: "prometheus" } };
    const monitor = find("ServiceMonitor", { serviceMonitor });
    assert.equal(monitor?.metadata.labels?.["release"], "prometheus");
    assert.deepEqual(monitor?.["spec"], {
      selector: {
        matchLabels: { "app.kubernetes.io/name": "pay", "progressive-delivery/service": "apex" },
      },
      endpoints: [{ port: "http", path: "/metrics", interval: "30s" }],
      podTargetLabels: [hash],
    });
  });

  it("is a PodMonitor over the pods of all versions", () => {
    const podMonitor = { enabled: true, path: "/stats", honorLabels: true };
    assert.deepEqual(find("PodMonitor", { podMonitor })?.["spec"], {
      selector: { matchLabels: { "app.kubernetes.io/name": "pay" } },
      podMetricsEndpoints: [{ port: "http", path: "/stats", honorLabels: true }],
      podTargetLabels: [hash],
    });
  });

  it("has alerts in one PrometheusRule", () => {
    const alerts = {
      PayDown: { expr: "up == 0", for: "5m", keepFiringFor: "10m", labels: { severity: "page" } },
    };
    assert.deepEqual(find("PrometheusRule", { prometheusRule: { alerts } })?.["spec"], {
      groups: [
        {
          name: "pay",
          rules: [
            {
              alert: "PayDown",
              expr: "up == 0",
              for: "5m",
              keep_firing_for: "10m",
              labels: { severity: "page" },
            },
          ],
        },
      ],
    });
  });

  it("has dashboards in ConfigMaps that Grafana's sidecar finds", () => {
    const dashboard = find("ConfigMap", { dashboards: { overview: '{"title":"Pay"}' } });
    assert.equal(dashboard?.metadata.name, "pay-dashboard-overview");
    assert.equal(dashboard.metadata.labels?.["grafana_dashboard"], "1");
    assert.deepEqual(dashboard["data"], { "pay-overview.json": '{"title":"Pay"}' });
  });

  it("takes no dashboard that is not JSON and no time that Prometheus cannot read", () => {
    const [text, ...others] = mistakesOf({ dashboards: { overview: "{title" } });
    assert.match(text ?? "", /^monitoring\.dashboards\.overview: .*expected the JSON of a dashboard/);
    assert.deepEqual(others, []);
    for (const interval of ["", "30", "5s1m", "1.5s"])
      assert.equal(mistakesOf({ serviceMonitor: { interval } }).length, 1, interval);
    for (const interval of ["30s", "1m30s", "1d"])
      assert.deepEqual(mistakesOf({ serviceMonitor: { interval } }), []);
  });
});
