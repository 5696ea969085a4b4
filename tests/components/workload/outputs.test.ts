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
            containers: [{ image: "registry.example/pay:2.0.0", env: [{ name: "COLOUR", value: "green" }] }],
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
    assertContains(inputs("HTTPRoute"), {
      spec: { hostnames: ["pay.example.com"], parentRefs: [{ name: "edge" }] },
    });
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
