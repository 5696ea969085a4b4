import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ServiceWorkload } from "../../../components";
import { assertContains } from "../../support/contains";
import { registeredBy } from "../../support/mocks";

describe("a ServiceWorkload whose values are known while it runs", () => {
  it("takes Outputs wherever they decide nothing, and hands them on", async () => {
    const provider = { web: { url: "https://registry.example/{{args.host}}" } };
    const metrics = [{ name: "up", interval: "1m", successCondition: "true", provider }];
    const later = <T>(value: T) => pulumi.output(Promise.resolve(value));
    const registered = await registeredBy(
      () =>
        new ServiceWorkload("pay", {
          namespace: "shop",
          image: { repository: later("registry.example/pay"), tag: later("2.0.0") },
          env: [{ name: "COLOUR", value: later("green") }],
          service: { annotations: { team: later("payments") } },
          analysisTemplates: { up: { args: [{ name: "host" }], metrics } },
          configFiles: { "/etc/pay/a.yaml": later("a: 1") },
          configEnv: { MODE: later("fast") },
          httpRoute: {
            enabled: true,
            parentRefs: [{ name: later("edge") }],
            hostnames: [later("pay.example.com")],
          },
          rollout: {
            enabled: true,
            canary: {
              canaryMetadata: { labels: { role: later("canary") } },
              analysis: {
                templates: [{ templateName: "up" }],
                args: [{ name: "host", value: later("pay.example.com") }],
              },
            },
          },
        }),
    );
    const inputs = (kind: string, name = "pay") =>
      registered.find((one) => one.type.endsWith(`:${kind}`) && one.name === name)?.inputs;
    assertContains(inputs("Rollout"), {
      spec: {
        template: {
          spec: {
            containers: [
              {
                image: "registry.example/pay:2.0.0",
                env: [{ name: "COLOUR", value: "green" }],
                envFrom: [{ configMapRef: { name: "pay-env" } }],
              },
            ],
          },
        },
        strategy: {
          canary: {
            canaryMetadata: { labels: { role: "canary" } },
            analysis: { args: [{ name: "host", value: "pay.example.com" }] },
          },
        },
      },
    });
    assertContains(inputs("Service"), { metadata: { annotations: { team: "payments" } } });
    assertContains(inputs("ConfigMap", "pay-config"), { data: { "0-a.yaml": "a: 1" } });
    assertContains(inputs("ConfigMap", "pay-env"), { data: { MODE: "fast" } });
    assertContains(inputs("HTTPRoute"), {
      spec: { hostnames: ["pay.example.com"], parentRefs: [{ name: "edge" }] },
    });
  });

  it("changes config in place where its text is known later, and rolls the pods", async () => {
    const podsWith = async (text: string) => {
      const configFiles = { "/etc/pay/a.yaml": pulumi.output(text) };
      const image = { repository: "registry.example/pay", tag: "1" };
      const registered = await registeredBy(
        () => new ServiceWorkload("pay", { namespace: "shop", image, configFiles }),
      );
      const [configMap] = registered.filter(({ type }) => type.endsWith(":ConfigMap"));
      assert.deepEqual([configMap?.name, configMap?.inputs["immutable"]], ["pay-config", undefined]);
      const [workload] = registered.filter(({ type }) => type.endsWith(":Deployment"));
      return Object(workload?.inputs["spec"]).template;
    };
    const [one, other] = [await podsWith("a: 1"), await podsWith("a: 2")];
    assert.deepEqual(one.spec, other.spec);
    assert.notDeepEqual(one.metadata.annotations, other.metadata.annotations);
  });

  it("prefers a digest that is known later over a tag", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const registered = await registeredBy(
      () =>
        new ServiceWorkload("pay", {
          namespace: "shop",
          image: { repository: "registry.example/pay", tag: "1", digest: pulumi.output(digest) },
        }),
    );
    assert.ok(JSON.stringify(registered).includes(`"registry.example/pay@${digest}"`));
  });
});
