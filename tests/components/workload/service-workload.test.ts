import assert from "node:assert/strict";
import { ConfigError, ServiceWorkload, type ServiceWorkloadArgs } from "../../../components";
import { registeredBy } from "../../support/mocks";

const image = { repository: "registry.example/pay", tag: "1.0.0" };

async function typesOf(args: Omit<ServiceWorkloadArgs, "namespace" | "image">): Promise<string[]> {
  const registered = await registeredBy(
    () => new ServiceWorkload("pay", { namespace: "shop", image, ...args }),
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
});
