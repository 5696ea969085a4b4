import assert from "node:assert/strict";
import path from "node:path";
import { type DataObject } from "../../components/config";
import { planWorkload, type WorkloadPlan } from "../../components/workload";
import { readCatalog } from "../../stacks/catalog";
import { parseEnvironment, planEnvironment } from "../../stacks/plan-environment";
import { assertContains } from "../support/contains";

/** The guide's values files, one service per example. */
const folder = path.join(__dirname, "guide", "services");

/** What the platform's team says once for all services. */
const platform: DataObject = {
  defaults: {
    image: { repository: "registry.example/app", tag: "1.0.0" },
    resources: { requests: { cpu: "100m" } },
  },
  controller: {
    plugins: {
      trafficRouters: [{ name: "argoproj-labs/gatewayAPI", location: "file:///plugins/gateway-api" }],
    },
  },
  analysisTemplates: {
    "success-rate": {
      args: [{ name: "service-name" }],
      metrics: [
        {
          name: "success-rate",
          successCondition: "len(result) > 0 && result[0] >= 0.95",
          interval: "60s",
          count: 5,
          provider: {
            prometheus: {
              address: "http://prometheus.monitoring:9090",
              query: 'sum(rate(http_requests_total{job="{{args.service-name}}"}[5m]))',
            },
          },
        },
      ],
    },
  },
};

function planOf(name: string, environmentName: string): WorkloadPlan {
  const environment = parseEnvironment({ ...platform, environment: environmentName });
  const { services, namespace } = planEnvironment(environment, readCatalog(folder, environmentName));
  const service = services.get(name);
  assert.ok(service, `${name} is not in ${environmentName}`);
  const { analysisTemplates: clusterTemplates } = environment;
  return planWorkload({ name, namespace, service, clusterTemplates });
}

const weights = (plan: WorkloadPlan): number[] => {
  const steps: { setWeight?: number }[] = Object(plan.workload["spec"]).strategy.canary.steps;
  return steps.flatMap(({ setWeight }) => setWeight ?? []);
};

describe("the guide's values files, as they are", () => {
  it("run each service in the environments that it has files for", () => {
    const servicesOf = (environment: string) => [...readCatalog(folder, environment).services.keys()];
    assert.deepEqual(servicesOf("dev"), ["myapp", "test-app"]);
    assert.deepEqual(servicesOf("staging"), ["myapp", "test-app"]);
    assert.equal(servicesOf("prod").length, 9);
  });

  it("give one service other steps in each environment", () => {
    assert.deepEqual(weights(planOf("myapp", "dev")), [100]);
    assert.deepEqual(weights(planOf("myapp", "staging")), [50]);
    assert.deepEqual(weights(planOf("myapp", "prod")), [10, 25, 50, 75]);
  });

  it("need no more than `enabled: true`: the steps are the environment's", () => {
    assert.deepEqual(weights(planOf("test-app", "dev")), [100]);
    assert.deepEqual(weights(planOf("test-app", "staging")), [50]);
    assert.deepEqual(weights(planOf("test-app", "prod")), [10, 50]);
  });

  it("make a Rollout or a Deployment, never both, and the autoscaler follows", () => {
    for (const [name, kind] of [
      ["plain", "Deployment"],
      ["autoscaled", "Rollout"],
    ] as const) {
      const {
        workload,
        followers: [autoscaler],
      } = planOf(name, "prod");
      assert.equal(workload.kind, kind);
      assertContains(autoscaler, {
        spec: { scaleTargetRef: { kind, name }, minReplicas: 3, maxReplicas: 10 },
      });
    }
  });

  it("show a new version before a person promotes it, and keep the old one for five minutes", () => {
    const { workload, services } = planOf("bluegreen", "prod");
    assertContains(workload, {
      kind: "Rollout",
      spec: {
        strategy: {
          blueGreen: {
            activeService: "bluegreen",
            previewService: "bluegreen-preview",
            autoPromotionEnabled: false,
            scaleDownDelaySeconds: 300,
          },
        },
      },
    });
    assert.deepEqual(
      services.map(({ metadata }) => metadata.name),
      ["bluegreen", "bluegreen-preview"],
    );
  });

  it("let the controller move the weights of an HTTPRoute", () => {
    const { workload, routes, services } = planOf("gateway", "prod");
    assertContains(routes, [
      {
        kind: "HTTPRoute",
        metadata: { name: "gateway", namespace: "prod" },
        spec: {
          parentRefs: [{ kind: "Gateway", name: "platform-gateway", namespace: "istio-system" }],
          rules: [
            {
              backendRefs: [
                { name: "gateway-stable", weight: 100 },
                { name: "gateway-canary", weight: 0 },
              ],
            },
          ],
        },
      },
    ]);
    assertContains(workload, {
      spec: {
        strategy: {
          canary: {
            stableService: "gateway-stable",
            canaryService: "gateway-canary",
            trafficRouting: {
              plugins: { "argoproj-labs/gatewayAPI": { httpRoutes: [{ name: "gateway" }] } },
            },
          },
        },
      },
    });
    assert.deepEqual(
      services.map(({ metadata }) => metadata.name),
      ["gateway", "gateway-stable", "gateway-canary"],
    );
  });

  it("let the controller move the weights of a VirtualService", () => {
    const { workload, routes } = planOf("mesh", "prod");
    assertContains(routes, [
      { kind: "VirtualService", metadata: { name: "mesh" }, spec: { hosts: ["mesh"] } },
    ]);
    assertContains(workload, {
      spec: { strategy: { canary: { trafficRouting: { istio: { virtualService: { name: "mesh" } } } } } },
    });
  });

  it("find the platform's template by its name alone", () => {
    assertContains(planOf("measured", "prod").workload, {
      spec: {
        strategy: {
          canary: {
            steps: [
              { setWeight: 10 },
              { pause: { duration: "5m" } },
              {
                analysis: {
                  templates: [{ templateName: "success-rate", clusterScope: true }],
                  args: [{ name: "service-name", value: "measured" }],
                },
              },
            ],
          },
        },
      },
    });
  });
});
