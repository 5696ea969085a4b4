import assert from "node:assert/strict";
import {
  ConfigError,
  ServiceWorkload,
  type ServiceWorkloadArgs,
  type Surroundings,
} from "../../../components";
import { emptyCluster } from "../../../components/config";
import { assertContains } from "../../support/contains";
import { running } from "../../support/live";
import { registeredBy } from "../../support/mocks";

const image = { repository: "registry.example/pay", tag: "1.0.0" };

async function typesOf(
  args: Omit<ServiceWorkloadArgs, "namespace" | "image">,
  slow?: string,
): Promise<string[]> {
  const registered = await registeredBy(
    () => new ServiceWorkload("pay", { namespace: "shop", image, ...args }),
    slow,
  );
  return registered
    .map(({ type, name }) => `${type} ${name}`)
    .filter((line) => line.startsWith("kubernetes:"));
}

describe("ServiceWorkload", () => {
  it("registers a Deployment and no Rollout by default", async () => {
    assert.deepEqual((await typesOf({})).sort(), [
      "kubernetes:apps/v1:Deployment pay",
      "kubernetes:core/v1:Service pay",
      "kubernetes:core/v1:ServiceAccount pay",
    ]);
  });

  it("registers a Rollout, its preview and an autoscaler and no Deployment", async () => {
    const types = await typesOf({
      rollout: { enabled: true, strategy: "bluegreen" },
      autoscaling: { enabled: true },
      resources: { requests: { cpu: "1" } },
    });
    assert.deepEqual(types.sort(), [
      "kubernetes:argoproj.io/v1alpha1:Rollout pay",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler pay",
      "kubernetes:core/v1:Service pay",
      "kubernetes:core/v1:Service pay-preview",
      "kubernetes:core/v1:ServiceAccount pay",
    ]);
  });

  it("gives the objects the name that they shall have in the cluster", async () => {
    const registered = await registeredBy(
      () => new ServiceWorkload("pay", { namespace: "shop", image, serviceName: "checkout" }),
    );
    const names = registered.flatMap(({ inputs }) =>
      inputs["metadata"] ? [Reflect.get(Object(inputs["metadata"]), "name")] : [],
    );
    assert.deepEqual(new Set(names), new Set(["checkout"]));
  });

  it("refuses bad values with every path, before anything is registered", async () => {
    const args: ServiceWorkloadArgs = {
      namespace: "shop",
      image,
      serviceName: "Pay",
      replicaCount: -1,
      rollout: { canary: { steps: [{ setWeight: 150 }] } },
    };
    let registered: unknown[] = [];
    await assert.rejects(
      async () => {
        registered = await registeredBy(() => new ServiceWorkload("pay", args));
      },
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /pay\.replicaCount: -1/);
        assert.match(error.message, /pay\.serviceName: "Pay"/);
        return true;
      },
    );
    assert.deepEqual(registered, []);
  });

  const groups = [
    "kubernetes:core/v1:Service",
    "kubernetes:argoproj.io/v1alpha1:AnalysisTemplate",
    "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    "kubernetes:argoproj.io/v1alpha1:Rollout",
  ];
  for (const slow of groups) {
    it(`makes Services and templates, then the route, the workload, the autoscaler, also when a ${slow.replace(/^.*:/, "")} is slow`, async () => {
      const provider = { web: { url: "https://registry.example/up" } };
      const metrics = [{ name: "up", count: 1, successCondition: "true", provider }];
      const types = await typesOf(
        {
          httpRoute: { enabled: true, parentRefs: [{ name: "edge" }] },
          analysisTemplates: { up: { metrics } },
          rollout: { enabled: true },
          autoscaling: { enabled: true, minReplicas: 2 },
          resources: { requests: { cpu: "1" } },
        },
        slow,
      );
      const order = types.map((type) => type.replace(/^kubernetes:.*:/, ""));
      assert.equal(order.length, 8);
      assert.deepEqual(order.slice(-2), ["Rollout pay", "HorizontalPodAutoscaler pay"]);
      const route = order.indexOf("HTTPRoute pay");
      for (const service of ["pay", "pay-stable", "pay-canary"])
        assert.ok(order.indexOf(`Service ${service}`) < route, order.join(", "));
    });
  }

  it("has room in the state for Services of any name", async () => {
    const types = await typesOf({
      rollout: { enabled: true, canary: { stableService: "old", canaryService: "pay-new" } },
    });
    assert.deepEqual(
      types.filter((type) => type.includes(":Service ")),
      ["pay", "pay-old", "pay-new"].map((name) => `kubernetes:core/v1:Service ${name}`),
    );
  });

  it("finds the cluster's templates that it is told of, and those that were found there", async () => {
    const use = { templates: [{ templateName: "declared" }, { templateName: "found" }] };
    const provider = { web: { url: "https://registry.example/up" } };
    const metrics = [{ name: "up", interval: "1m", successCondition: "true", provider }];
    const around: Surroundings = {
      clusterTemplates: { declared: { metrics } },
      live: {
        ...emptyCluster,
        clusterAnalysisTemplates: new Map([["found", { metrics: [{ ...metrics[0], name: "other" }] }]]),
      },
    };
    const rollout = { enabled: true, canary: { analysis: use } };
    const registered = await registeredBy(
      () => new ServiceWorkload("pay", { namespace: "shop", image, rollout, around }),
    );
    const [workload] = registered.filter(({ type }) => type.endsWith(":Rollout"));
    assertContains(workload?.inputs, {
      spec: {
        strategy: {
          canary: {
            analysis: {
              templates: [
                { templateName: "declared", clusterScope: true },
                { templateName: "found", clusterScope: true },
              ],
            },
          },
        },
      },
    });
  });

  it("has come to its inputs where everything is as they say, and not where a freeze holds it", async () => {
    const freeze = { until: "2027-01-04Z", reason: "the year's end", except: [] };
    const live = { ...emptyCluster, workloads: [running("Deployment")] };
    const cameTo = (around: Surroundings): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const args = { namespace: "shop", image, inputs: "abc", around };
        registeredBy(() => {
          const workload = new ServiceWorkload("pay", args);
          workload.inputs.apply(resolve);
          return workload;
        }).catch(reject);
      });
    assert.equal(await cameTo({ live }), "abc");
    assert.equal(await cameTo({ live, freeze }), undefined);
    assert.equal(await cameTo({ live: emptyCluster, freeze }), "abc");
  });

  it("says each warning once, and goes on", async () => {
    const said: string[] = [];
    const warn = console.warn;
    console.warn = (line: string) => said.push(line);
    try {
      const types = await typesOf({
        rules: { "canary-weight-bounds": "warn" },
        rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }, { setWeight: 150 }] } },
        replicaCount: 4,
      });
      assert.ok(types.includes("kubernetes:argoproj.io/v1alpha1:Rollout pay"));
    } finally {
      console.warn = warn;
    }
    const about = said.filter((line) => line.includes("setWeight"));
    assert.equal(about.length, 1);
    assert.match(
      about[0] ?? "",
      /warning: .*pay\.rollout\.canary\.steps\[1\]\.setWeight: 150 is above 100\./,
    );
  });
});
