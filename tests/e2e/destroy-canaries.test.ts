import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { ApiServer } from "../support/api-server";
import type { Kind } from "./support/cluster";
import { controllerStack, type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const HASH = "rollouts-pod-template-hash";
const crds = ["analysisruns", "analysistemplates", "clusteranalysistemplates", "experiments", "rollouts"].map(
  (plural) => `${plural}.argoproj.io`,
);

/** What a Rollout and its controller make, beside what the stack itself does. */
const made: readonly Kind[] = ["ReplicaSet", "Pod", "AnalysisRun", "Experiment", "Job"];
const ofStack: readonly Kind[] = ["Rollout", "Deployment", "Service", "AnalysisTemplate"];

/** Passes for as long as it is let. */
const endless = {
  metrics: [
    {
      name: "endless",
      interval: "1s",
      count: 1000,
      provider: {
        job: {
          spec: {
            template: {
              spec: { restartPolicy: "Never", containers: [{ name: "ok", image: "registry.example/ok" }] },
            },
          },
        },
      },
    },
  ],
};

/** Each stops in its middle, and has by then made all that a release may make. */
const releases: Readonly<Record<string, DataObject>> = {
  pay: pausing,
  green: { enabled: true, strategy: "bluegreen", blueGreen: { autoPromotionEnabled: false } },
  watched: {
    enabled: true,
    canary: { steps: [{ setWeight: 50 }, { analysis: { templates: [{ templateName: "endless" }] } }] },
  },
  compared: {
    enabled: true,
    canary: { steps: [{ experiment: { duration: "1h", templates: [{ name: "old", specRef: "stable" }] } }] },
  },
  // Routes of somebody else, which outlive the service.
  meshed: {
    enabled: true,
    canary: {
      steps: [{ setWeight: 50 }, { pause: {} }],
      trafficRouting: {
        istio: {
          virtualService: { name: "theirs", routes: ["primary"] },
          destinationRule: { name: "theirs", stableSubsetName: "stable", canarySubsetName: "canary" },
        },
      },
    },
  },
};

const services = (tag: string) =>
  Object.fromEntries(
    Object.entries(releases).map(([name, rollout]) => [
      name,
      {
        image: image(tag),
        replicaCount: 2,
        rollout,
        ...(name === "watched" && { analysisTemplates: { endless } }),
      },
    ]),
  );

describe("the end of Rollouts in the middle of their releases", function () {
  this.timeout(900_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("ended");
    await stack.up({ services: { plain: { image: image("1") } } });
    await makeRoutes(env, stack.name);
  });
  after(async () => {
    await env.controller.up(controllerStack());
  });

  async function begin(of: Stack): Promise<void> {
    await of.up({ services: { ...services("1"), plain: { image: image("1") } } });
    await of.up({ services: { ...services("2"), plain: { image: image("1") } } });
    await env.cluster.phase("pay", of.name, "Paused");
    await env.cluster.phase("green", of.name, "Paused");
    await env.cluster.phase("meshed", of.name, "Paused");
    await env.cluster.until("a run and an experiment have begun", async () => {
      const [jobs, experiments] = [
        await env.cluster.names("Job", of.name),
        await env.cluster.names("Experiment", of.name),
      ];
      return jobs.length > 0 && experiments.length > 0;
    });
  }

  async function left(kinds: readonly Kind[], namespace: string): Promise<string[]> {
    const names = await Promise.all(
      kinds.map(async (kind) => (await env.cluster.names(kind, namespace)).map((name) => `${kind} ${name}`)),
    );
    return names.flat().filter((name) => !/ plain(-|$)/.test(name));
  }

  const subsets = async () =>
    JSON.stringify(await env.cluster.field("DestinationRule", "theirs", stack.name, "spec", "subsets"));

  it("leaves nothing of services that leave their stack, and no hash in what others own", async () => {
    await begin(stack);
    assert.ok((await subsets()).includes(HASH));
    await stack.up({ services: { plain: { image: image("1") } } });
    assert.deepEqual(await left(ofStack, stack.name), []);
    await env.cluster.until(
      "all that the controller made is gone",
      async () => (await left(made, stack.name)).length === 0,
    );
    await env.cluster.until(
      "the DestinationRule selects pods of any version",
      async () => !(await subsets()).includes(HASH),
    );
  });

  it("lets a namespace go with a stack, with nothing that holds it", async () => {
    await begin(stack);
    await stack.destroy();
    assert.equal(await env.cluster.get("Namespace", stack.name), undefined);
    assert.deepEqual(await left([...ofStack, ...made], stack.name), []);
    for (const name of crds) assert.ok(await env.cluster.get("CustomResourceDefinition", name), name);
  });

  it("comes before the end of the controller in one stack, and Rollouts of others outlive that", async () => {
    const namespace = "controller-stack";
    await stack.up({ services: { pay: { image: image("1"), rollout: pausing } } });
    await makeRoutes(env, namespace);
    const both = (tag: string) => ({ ...controllerStack(), services: services(tag) });
    await env.controller.up(both("1"));
    await env.controller.up(both("2"));
    await env.cluster.phase("pay", namespace, "Paused");
    await env.cluster.phase("green", namespace, "Paused");
    const output = await env.controller.destroy();
    const order = [...output.matchAll(/- .*(Rollout|Deployment) +(\S+) +deleted/g)].map(
      ([, kind, name]) => `${kind} ${name}`,
    );
    const controller = order.findIndex((one) => one.startsWith("Deployment argo-rollouts"));
    const last = order.findLastIndex((one) => one.startsWith("Rollout "));
    assert.ok(order.length === 6 && controller > last, `${order.join("\n")}\n${output}`);
    assert.equal(await env.cluster.get("Namespace", namespace), undefined);
    assert.deepEqual(await left([...ofStack, ...made], namespace), []);
    for (const name of crds) assert.ok(await env.cluster.get("CustomResourceDefinition", name), name);
    assert.equal(await env.cluster.field("Rollout", "pay", stack.name, "status", "phase"), "Healthy");
  });

  it("needs no controller", async () => {
    await stack.destroy();
    assert.equal(await env.cluster.get("Namespace", stack.name), undefined);
    assert.deepEqual(await left([...ofStack, ...made], stack.name), []);
    await env.controller.up(controllerStack());
  });
});

describe("the end of the controller and its kinds", function () {
  this.timeout(900_000);
  let env: Environment;
  let stack: Stack;
  const removing = { namespace: "controller-stack", controller: { install: false } };
  const unkept = controllerStack({ crds: { keep: false } });

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("survivor");
    await stack.up({ services: { pay: { image: image("1"), rollout: pausing } } });
  });
  after(async () => {
    await stack.destroy();
    await env.controller.up(controllerStack());
  });

  it("is refused by an up while there are Rollouts, unless the stack says why", async () => {
    const output = await env.controller.fail("up", removing);
    assert.match(
      output,
      /controller\.install: The controller 1\.10\.1 would be removed while \d+ Rollouts? (is|are) in the cluster\./,
    );
    assert.ok(await env.cluster.get("Deployment", "argo-rollouts", "argo-rollouts"));
    const reason = "the platform takes over";
    const allowed = { ...removing, rules: { "controller-removed": { severity: "warn", reason } } };
    assert.match(
      await env.controller.preview(allowed),
      /controller\.install: The controller 1\.10\.1 would be removed/,
    );
  });

  it("takes the kinds and all Rollouts along only where they are not kept, and that is warned of", async () => {
    assert.match(
      await env.controller.up(unkept),
      /controller\.crds\.keep: A destroy of this stack deletes the CRDs/,
    );
    const output = await env.controller.fail(
      "up",
      controllerStack({ crds: { install: false, keep: false } }),
    );
    assert.match(
      output,
      /controller\.crds\.install: The CRDs would be deleted while \d+ Rollouts? (is|are) in the cluster/,
    );
    await env.controller.up(unkept);
    await env.controller.destroy();
    for (const name of crds)
      assert.equal(await env.cluster.get("CustomResourceDefinition", name), undefined, name);
    await env.cluster.until(
      "the pods of Rollouts are gone",
      async () => (await env.cluster.names("Pod", stack.name)).length === 0,
    );
  });
});

/** Routes that a team made by hand: no stack knows them. */
async function makeRoutes(env: Environment, namespace: string): Promise<void> {
  const server = new ApiServer(env.plane);
  const apiVersion = "networking.istio.io/v1alpha3";
  const metadata = { name: "theirs", namespace };
  const labels = { "app.kubernetes.io/name": "meshed" };
  const route = (subset: string, weight: number) => ({ destination: { host: "meshed", subset }, weight });
  const objects = [
    {
      kind: "DestinationRule",
      spec: { host: "meshed", subsets: ["stable", "canary"].map((name) => ({ name, labels })) },
    },
    {
      kind: "VirtualService",
      spec: {
        hosts: ["meshed"],
        http: [{ name: "primary", route: [route("stable", 100), route("canary", 0)] }],
      },
    },
  ];
  for (const object of objects)
    await server.apply({ apiVersion, metadata, ...object }, { manager: "a-team" });
}
