import assert from "node:assert/strict";
import { AnalysisTemplates, ConfigError } from "../../../components";
import { renderAnalysisTemplates, renderClusterAnalysisTemplates } from "../../../components/analysis";
import { analysisTemplates, type AnalysisTemplatesInput } from "../../../components/config";
import { registeredBy } from "../../support/mocks";
import { subjectOf } from "../../support/services";

const provider = { web: { url: "https://registry.example/up", timeoutSeconds: "1m" } };
const up = {
  metrics: [{ name: "up", interval: 60, count: 3, successCondition: "result == 'up'", provider }],
};

const parsed = (templates: AnalysisTemplatesInput) => analysisTemplates.parse(templates);

describe("the AnalysisTemplates of a service", () => {
  const enabled = { rollout: { enabled: true } };

  it("are in its namespace, under the names that its steps use, with the controller's own types", () => {
    const rendered = renderAnalysisTemplates(subjectOf(enabled, { analysisTemplates: { up } }));
    assert.deepEqual(rendered, [
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "AnalysisTemplate",
        metadata: {
          name: "up",
          namespace: "shop",
          labels: {
            "app.kubernetes.io/name": "pay",
            "app.kubernetes.io/instance": "pay",
            "app.kubernetes.io/managed-by": "pulumi",
          },
        },
        spec: {
          metrics: [
            {
              name: "up",
              interval: "60s",
              count: 3,
              successCondition: "result == 'up'",
              provider: { web: { url: "https://registry.example/up", timeoutSeconds: 60 } },
            },
          ],
        },
      },
    ]);
  });

  it("are not made for a Deployment, which has no use for them", () => {
    assert.deepEqual(renderAnalysisTemplates(subjectOf({ analysisTemplates: { up } })), []);
  });

  it("find others by name: their own first, then the cluster's", () => {
    const both = { templates: [{ templateName: "up" }, { templateName: "errors" }] };
    const subject = subjectOf(enabled, { analysisTemplates: { up, both } });
    const [, rendered] = renderAnalysisTemplates({
      ...subject,
      clusterTemplates: parsed({ errors: up, up }),
    });
    assert.deepEqual(rendered?.["spec"], {
      templates: [{ templateName: "up" }, { templateName: "errors", clusterScope: true }],
    });
  });
});

describe("the AnalysisTemplates of a cluster", () => {
  it("have no namespace, and find each other", () => {
    const both = { templates: [{ templateName: "up" }, { templateName: "of-a-service" }] };
    const rendered = renderClusterAnalysisTemplates(parsed({ up, both }));
    assert.deepEqual(
      rendered.map(({ kind, metadata: { name, namespace } }) => [kind, name, namespace]),
      [
        ["ClusterAnalysisTemplate", "up", undefined],
        ["ClusterAnalysisTemplate", "both", undefined],
      ],
    );
    assert.deepEqual(rendered[1]?.["spec"], {
      templates: [{ templateName: "up", clusterScope: true }, { templateName: "of-a-service" }],
    });
  });

  it("find what others have put into the cluster", () => {
    const both = { templates: [{ templateName: "up" }, { templateName: "elsewhere" }] };
    const rendered = renderClusterAnalysisTemplates(parsed({ both }), {
      clusterTemplates: parsed({ up }),
    });
    assert.deepEqual(rendered[0]?.["spec"], {
      templates: [{ templateName: "up", clusterScope: true }, { templateName: "elsewhere" }],
    });
  });

  it("are registered by a component that tells their names", async () => {
    let names: Promise<string[]> | undefined;
    const registered = await registeredBy(() => {
      const component = new AnalysisTemplates("templates", { templates: { up } });
      names = new Promise((resolve) => component.names.apply(resolve));
      return component;
    });
    const objects = registered.filter(({ type }) => type.startsWith("kubernetes:"));
    assert.deepEqual(
      objects.map(({ type, name }) => `${type} ${name}`),
      ["kubernetes:argoproj.io/v1alpha1:ClusterAnalysisTemplate templates-up"],
    );
    assert.deepEqual(await names, ["up"]);
  });

  it("are refused with every path, before anything is registered", () => {
    const bad = {
      a: { metrics: [{ name: "a", count: -1, provider }] },
      b: { metrics: [], args: [{ name: "" }] },
    };
    assert.throws(
      () => new AnalysisTemplates("templates", { templates: bad }),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /analysisTemplates\.a\.metrics\[0\]\.count/);
        assert.match(error.message, /analysisTemplates\.b\.args\[0\]\.name/);
        return true;
      },
    );
  });
});
