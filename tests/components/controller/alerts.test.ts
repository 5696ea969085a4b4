import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { alertNames, controller, type ControllerInput, promqlMistake } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { assertContains } from "../../support/contains";
import { memoryLimit } from "../../support/controller";
import { installManifest, metricsService } from "../../support/install-manifest";

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const rulesOf = (input: ControllerInput): Rule[] => {
  const config = controller.parse({ namespace: "rollouts", ...input });
  const object = planInstall(installManifest + metricsService, config).support.find(
    ({ kind }) => kind === "PrometheusRule",
  );
  return Object(object?.["spec"]).groups?.[0].rules ?? [];
};
const ruleOf = (name: string, input: ControllerInput = {}): Rule => {
  const rule = rulesOf({ ...input, alerts: { enabled: true, ...input.alerts } }).find(
    ({ alert }) => alert === name,
  );
  assert.ok(rule, `${name} is missing`);
  return rule;
};

describe("the controller's alerts", () => {
  it("are not there unless they are asked for", () => {
    assert.deepEqual(rulesOf({}), []);
    assert.deepEqual(
      rulesOf({ alerts: { enabled: true } }).map(({ alert }) => alert),
      alertNames,
    );
  });

  it("stand in a PrometheusRule where Prometheus looks for it", () => {
    const alerts = {
      enabled: true,
      namespace: "monitoring",
      labels: { release: "prometheus" },
      annotations: { note: "ours" },
    };
    const plan = planInstall(installManifest, controller.parse({ alerts }));
    assertContains(
      plan.support.find(({ kind }) => kind === "PrometheusRule"),
      {
        apiVersion: "monitoring.coreos.com/v1",
        metadata: {
          name: "argo-rollouts",
          namespace: "monitoring",
          labels: { release: "prometheus" },
          annotations: { note: "ours" },
        },
      },
    );
  });

  it("can each be changed by name, and left out", () => {
    const alerts = {
      enabled: true,
      alertLabels: { team: "platform", tier: "1" },
      rules: {
        ArgoRolloutsInvalidSpec: { severity: "critical", for: "1h", labels: { tier: "2" } },
        ArgoRolloutsWorkqueueDeep: { threshold: 7 },
        ArgoRolloutsControllerDown: { enabled: false },
      },
    };
    const invalid = ruleOf("ArgoRolloutsInvalidSpec", { alerts });
    assert.equal(invalid.for, "1h");
    assert.deepEqual(invalid.labels, { severity: "critical", team: "platform", tier: "2" });
    assert.match(ruleOf("ArgoRolloutsWorkqueueDeep", { alerts }).expr, / > 7$/);
    assert.equal(
      rulesOf({ alerts }).some(({ alert }) => alert === "ArgoRolloutsControllerDown"),
      false,
    );
  });

  it("say nothing of a leader where none is elected", () => {
    const names = rulesOf({ alerts: { enabled: true }, leaderElection: { enabled: false } }).map(
      ({ alert }) => alert,
    );
    assert.deepEqual(
      names,
      alertNames.filter((name) => name !== "ArgoRolloutsLeaderMissing"),
    );
  });

  it("cannot be called by another name", () => {
    const { error } = controller.safeParse({ alerts: { rules: { ArgoRolloutsDown: {} } } });
    assert.match(String(error), /ArgoRolloutsDown/);
  });

  it("name the page that says what to do, once it is known", () => {
    const alerts = { enabled: true, runbooks: "https://wiki.example/alerts" };
    assert.equal(
      ruleOf("ArgoRolloutsMemoryHigh", { alerts }).annotations["runbook_url"],
      "https://wiki.example/alerts#argorolloutsmemoryhigh",
    );
    assert.equal("runbook_url" in ruleOf("ArgoRolloutsMemoryHigh").annotations, false);
  });

  it("each have a section in that page, with its number where it has one", async () => {
    const page = await readFile(path.join(__dirname, "../../../docs/alerts.md"), "utf8");
    const sections = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    assert.deepEqual(sections, alertNames);
  });

  it("hold memory against the limit of the Deployment that is installed", () => {
    const { expr } = ruleOf("ArgoRolloutsMemoryHigh", { rollouts: 1000 });
    assert.match(expr, new RegExp(` / ${String(memoryLimit({ rollouts: 1000 }))} \\* 100 > 80$`));
    assert.match(expr, /namespace="rollouts",container="argo-rollouts"/);
  });

  it("find the series by the job of the monitor, or as they are told", () => {
    const down = (metrics: ControllerInput["metrics"]) =>
      ruleOf("ArgoRolloutsControllerDown", { metrics }).expr;
    assert.equal(down({}), 'absent(up{job="argo-rollouts-metrics"} == 1)');
    assert.equal(down({ serviceMonitor: { enabled: true } }), down({}));
    assert.equal(down({ podMonitor: { enabled: true } }), 'absent(up{job="rollouts/argo-rollouts"} == 1)');
    assert.equal(
      down({ podMonitor: { enabled: true, namespace: "monitoring" } }),
      'absent(up{job="monitoring/argo-rollouts"} == 1)',
    );
    assert.equal(down({ series: { selector: 'app="x",env=~"a|b"' } }), 'absent(up{app="x",env=~"a|b"} == 1)');
  });

  it("speak of the Rollout's namespace by the label that it has", () => {
    const paused = (metrics: ControllerInput["metrics"]) => {
      const { expr, annotations } = ruleOf("ArgoRolloutsPausedTooLong", { metrics });
      return [/by \((\w+)/.exec(expr)?.[1], /\$labels\.(\w+) /.exec(annotations["summary"] ?? "")?.[1]];
    };
    assert.deepEqual(paused({}), ["namespace", "namespace"]);
    const other = ["exported_namespace", "exported_namespace"];
    assert.deepEqual(paused({ podMonitor: { enabled: true, honorLabels: false } }), other);
    assert.deepEqual(paused({ series: { namespaceLabel: "ns" } }), ["ns", "ns"]);
  });

  it("are right PromQL", () => {
    for (const { alert, expr } of rulesOf({ alerts: { enabled: true } }))
      assert.equal(promqlMistake(expr), undefined, alert);
  });
});
