import assert from "node:assert/strict";
import { formatFinding } from "../../components/config";
import { checkStack } from "../../stacks/check-stack";
import { planPlatform } from "../../stacks/plan-platform";

const mistakes = (config: Parameters<typeof planPlatform>[0]): string[] =>
  planPlatform({ role: "platform", ...config }).findings.map(formatFinding);

describe("a platform's stack", () => {
  it("has its controller and its templates checked like an environment's", () => {
    const plugins = { steps: [{ name: "bake", location: "file:///bake" }] };
    assert.match(
      mistakes({ controller: { plugins } }).join("\n"),
      /controller\.plugins\.steps\[0\]\.name: "bake" is not/,
    );
    const metric = { name: "up", provider: { plugin: { "acme/errors": {} } }, successCondition: "true" };
    assert.match(
      mistakes({ analysisTemplates: { own: { metrics: [metric] } } }).join("\n"),
      /analysisTemplates\.own\..*The controller has no plugin "acme\/errors"/,
    );
  });

  it("has no keys of an environment, and an environment none of a role that there is not", () => {
    assert.match(mistakes({ services: {} }).join("\n"), /services: This key is not known\./);
    const nothing = () => assert.fail("no catalog is read");
    const { findings } = checkStack({ role: "platform", gateways: 1 }, nothing);
    assert.match(findings.map(formatFinding).join("\n"), /gateways: 1 is not valid/);
    const wrong = checkStack({ role: "plattform", environment: "prod" }, () => ({
      ...{ services: new Map(), presets: {}, presetsFile: undefined, findings: [] },
    }));
    assert.match(
      wrong.findings.map(formatFinding).join("\n"),
      /role: "plattform" is not valid: expected environment, services, service or platform\./,
    );
  });
});
