import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, isDataObject } from "../../components/config";
import { type Manifest, typeToken } from "../../components/manifests";
import { readCatalog } from "../../stacks/catalog";
import { loadOfServices } from "../../stacks/controller-load";
import {
  declaredSurroundings,
  namespaceOf,
  parseEnvironment,
  planEnvironment,
} from "../../stacks/plan-environment";
import { planPlatform } from "../../stacks/plan-platform";
import { runEnvironment } from "../../stacks/run-environment";
import { runPlatform } from "../../stacks/run-platform";
import { environmentManifests, platformManifests, type StackManifests } from "../../stacks/stack-manifests";
import { temporaryFolder } from "../support/files";
import { installManifest, metricsService } from "../support/install-manifest";
import { beginPreview } from "../support/mocks";

const image = { repository: "registry.example/app", tag: "1" };
const web = { url: "http://pay", jsonPath: "{$.ok}" };
const template = { metrics: [{ name: "up", provider: { web }, successCondition: "result" }] };
const parentRefs = [{ name: "edge" }];
const services: DataObject = {
  pay: {
    image,
    rollout: {
      enabled: true,
      canary: { steps: [{ setWeight: 10 }, { analysis: { templates: [{ templateName: "shared" }] } }] },
    },
    routing: { istio: { subsets: true } },
    autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 4 },
    resources: { requests: { cpu: "1" } },
    configEnv: { A: "b" },
    analysisTemplates: { own: template },
  },
  cart: { image, httpRoute: { enabled: true, parentRefs }, preDeploy: { enabled: true, command: ["/go"] } },
  shop: {
    rollout: { enabled: true, strategy: "blueGreen", workloadRef: { name: "cart", scaleDown: "onsuccess" } },
    service: { selector: { app: "cart" } },
  },
};
const environmentConfig = (manifest: string): DataObject => ({
  environment: "prod",
  namespace: "shop",
  kubeconfig: "/nowhere",
  controller: { manifest: { path: manifest }, shards: 2, dashboard: { enabled: true }, crds: { keep: true } },
  analysisTemplates: { shared: template },
  analysisSecrets: {
    keys: { externalSecret: { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "a" } }] } },
  },
  services,
});

const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gateways.gateway.networking.k8s.io }
spec: { group: gateway.networking.k8s.io, names: { kind: Gateway }, versions: [] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: safe-upgrades }
spec: {}
`;
const platformConfig = (manifest: string, gatewayApi: string): DataObject => ({
  role: "platform",
  kubeconfig: "/nowhere",
  namespaces: { gateways: {} },
  gatewayApi: { manifest: { path: gatewayApi } },
  gateways: {
    public: {
      namespace: "gateways",
      gatewayClassName: "example",
      listeners: [{ name: "web", port: 80, protocol: "HTTP" }],
    },
  },
  certManager: { install: false },
  issuers: { own: { selfSigned: {} } },
  certificates: { site: { namespace: "gateways", issuer: "own", dnsNames: ["a.example"] } },
  controller: { manifest: { path: manifest } },
  analysisTemplates: { shared: template },
});

describe("the manifests of a stack", () => {
  const folderOf = temporaryFolder();
  const before = pulumi.runtime.allConfig();
  afterEach(() => pulumi.runtime.setAllConfig(before));

  const files = () => folderOf({ "install.yaml": installManifest + metricsService, "gateway-api.yaml": crd });

  /** The objects that a preview registers, in an order that does not matter. */
  async function registeredBy(config: DataObject, program: () => Promise<unknown>, count: number) {
    const registered = await beginPreview(config);
    const objects = () =>
      registered
        .filter(({ type }) => type.startsWith("kubernetes:"))
        .map(({ type, inputs }) => ({ type, ...inputs }));
    await program();
    for (const end = Date.now() + 5_000; objects().length < count && Date.now() < end;) await sleep(5);
    await sleep(50);
    return objects().map(comparable).sort();
  }

  function assertSame(
    registered: readonly string[],
    { controller, platform, services }: StackManifests,
  ): void {
    const rendered = [...controller, ...platform, ...[...services.values()].flatMap((one) => one.manifests)];
    assert.deepEqual(registered, rendered.map((one) => comparable({ type: typeToken(one), ...one })).sort());
  }

  function environmentOf(folder: string): { config: DataObject; manifests: StackManifests } {
    const config = environmentConfig(`${folder}/install.yaml`);
    const environment = parseEnvironment(config);
    const around = declaredSurroundings(environment);
    const plan = planEnvironment(environment, readCatalog(folder, "prod"), around);
    const counts = { stack: loadOfServices(namespaceOf(environment), plan.services) };
    const install = { manifest: installManifest + metricsService, counts };
    return { config, manifests: environmentManifests(environment, plan, around, install) };
  }

  it("are what an up of an environment registers: each object, and no other", async () => {
    const { config, manifests } = environmentOf(files());
    assertSame(await registeredBy(config, runEnvironment, 30), manifests);
  });

  it("are what an up of a platform registers", async () => {
    const folder = files();
    const config = platformConfig(`${folder}/install.yaml`, `${folder}/gateway-api.yaml`);
    const { plan, findings } = planPlatform(config);
    assert.ok(plan, JSON.stringify(findings));
    const manifests = platformManifests(
      plan.platform,
      plan.environment,
      declaredSurroundings(plan.environment),
      {
        gatewayApi: crd,
        install: { manifest: installManifest + metricsService, counts: {} },
      },
    );
    assertSame(await registeredBy(config, runPlatform, 12), manifests);
    assert.deepEqual(namesOf(manifests.kept), [
      "CustomResourceDefinition gateways.gateway.networking.k8s.io",
      "CustomResourceDefinition rollouts.argoproj.io",
      "ValidatingAdmissionPolicy safe-upgrades",
    ]);
  });

  it("say what stays when it leaves: CRDs, and config that earlier versions may need", () => {
    const { manifests } = environmentOf(files());
    const [configMap, ...others] = namesOf(manifests.kept);
    assert.match(configMap ?? "", /^ConfigMap pay-env-/);
    assert.deepEqual(others, ["CustomResourceDefinition rollouts.argoproj.io"]);
  });

  it("say whose pods the Rollout of another service takes over", () => {
    const { manifests } = environmentOf(files());
    const paths = [...manifests.writtenByOthers].filter(([{ kind }]) => kind === "Deployment");
    assert.deepEqual(
      paths.map(([{ metadata }, at]) => [metadata.name, at]),
      [["cart", [["spec", "replicas"]]]],
    );
  });
});

function namesOf(manifests: Iterable<Manifest>): string[] {
  return [...manifests].map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
}

/** Without what is said to Pulumi's provider alone: who waits for what depends on who applies. */
function comparable(object: unknown): string {
  return JSON.stringify(sorted(withoutPulumi(JSON.parse(JSON.stringify(object)))));
}

function withoutPulumi(object: unknown): unknown {
  if (!isDataObject(object) || !isDataObject(object["metadata"])) return object;
  const { annotations, ...metadata } = object["metadata"];
  const kept = Object.entries(Object(annotations)).filter(([key]) => !key.startsWith("pulumi.com/"));
  return {
    ...object,
    metadata: { ...metadata, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isDataObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
