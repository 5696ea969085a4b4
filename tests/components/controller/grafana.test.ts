import assert from "node:assert/strict";
import { controller, type ControllerInput, promqlMistake } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { assertContains } from "../../support/contains";
import { queriesOf } from "../../support/grafana";
import { memoryLimit } from "../../support/controller";
import { installManifest } from "../../support/install-manifest";

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: Place;
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}

const configMap = (input: ControllerInput) =>
  planInstall(installManifest, controller.parse({ namespace: "rollouts", ...input })).support.find(
    ({ metadata }) => metadata.name === "argo-rollouts-grafana-dashboard",
  );
const jsonOf = (input: ControllerInput = {}): { panels: readonly Panel[]; [key: string]: unknown } => {
  const { data } = Object(configMap({ grafana: { enabled: true }, ...input }));
  return JSON.parse(String(Object.values(Object(data))[0]));
};

describe("the controller's dashboard for Grafana", () => {
  it("is not there unless it is asked for", () => {
    assert.equal(configMap({}), undefined);
  });

  it("is a ConfigMap that Grafana's sidecar finds", () => {
    assertContains(configMap({ grafana: { enabled: true } }), {
      metadata: { namespace: "rollouts", labels: { grafana_dashboard: "1" } },
    });
    const grafana = {
      enabled: true,
      namespace: "monitoring",
      labels: { dashboards: "yes" },
      annotations: { note: "ours" },
      folder: { name: "Delivery" },
      uid: "rollouts-a",
    };
    const object = configMap({ grafana });
    assert.deepEqual(object?.metadata, {
      name: "argo-rollouts-grafana-dashboard",
      namespace: "monitoring",
      labels: { dashboards: "yes" },
      annotations: { note: "ours", grafana_folder: "Delivery" },
    });
    assert.deepEqual(Object.keys(Object(object?.["data"])), ["rollouts-a.json"]);
  });

  it("says which dashboard it is, and reads the source that is chosen", () => {
    const grafana = { enabled: true, title: "Rollouts of a", uid: "rollouts-a" };
    assertContains(jsonOf({ grafana }), { title: "Rollouts of a", uid: "rollouts-a", schemaVersion: 39 });
    const text = JSON.stringify(jsonOf());
    assert.equal(text.includes('"type":"prometheus"'), true);
    const sources = new Set(text.match(/"uid":"[^"]*"/g));
    assert.deepEqual(sources, new Set(['"uid":"argo-rollouts-controller"', '"uid":"${datasource}"']));
  });

  it("has panels that do not overlap, all of them on the grid", () => {
    const { panels } = jsonOf();
    for (const [index, { title, gridPos: a }] of panels.entries()) {
      assert.ok(a.x >= 0 && a.w > 0 && a.x + a.w <= 24 && a.h > 0, title);
      for (const { title: other, gridPos: b } of panels.slice(index + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        assert.ok(apart, `${title} lies over ${other}`);
      }
    }
  });

  it("has panels with an id, a title, words and queries of their own", () => {
    const { panels } = jsonOf();
    const shown = panels.filter(({ type }) => type !== "row");
    assert.ok(shown.length > 15);
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    assert.equal(new Set(panels.map(({ title }) => title)).size, panels.length);
    for (const { title, description = "", targets = [] } of shown) {
      assert.ok(description !== "" && targets.length > 0, title);
      assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
    }
  });

  it("asks right PromQL, of the controller's own series", () => {
    const series = { selector: 'app="x"', namespaceLabel: "ns" };
    for (const input of [{}, { metrics: { series } }])
      for (const query of queriesOf(jsonOf(input))) assert.equal(promqlMistake(query), undefined, query);
    const text = queriesOf(jsonOf({ metrics: { series } })).join("\n");
    assert.equal(text.includes("job="), false);
    assert.equal(text.includes('ns=~".*"'), true);
  });

  it("shows the memory limit of the Deployment that is installed", () => {
    assert.ok(
      queriesOf(jsonOf({ rollouts: 1000 })).includes(`vector(${String(memoryLimit({ rollouts: 1000 }))})`),
    );
  });
});
