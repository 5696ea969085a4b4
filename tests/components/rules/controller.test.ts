import { pluginRules } from "../../../components/rules/controller/plugins";
import { controllerRules } from "../../../components/rules/controller";
import { describeControllerRules } from "../../support/scoped-rule-cases";

const alone = { leaderElection: { enabled: false }, replicas: 1, strategy: { type: "Recreate" } };

describeControllerRules(
  "rules about the controller",
  controllerRules.filter((rule) => !pluginRules.includes(rule)),
  [
    {
      rule: "controller-without-leader",
      when: "several pods",
      refuses: { ...alone, replicas: 3 },
      with: "controller.leaderElection.enabled: Without a leader all 3 pods work at the same time. Take it out, or set replicas: 1 and strategy.type: Recreate.",
      accepts: [alone, { ...alone, install: false, replicas: 3 }, { ...alone, replicas: 0 }, { replicas: 3 }],
    },
    {
      rule: "controller-without-leader",
      when: "an update that has two pods for a moment",
      refuses: { ...alone, strategy: {} },
      with: "controller.leaderElection.enabled: Without a leader the old pod and the new one work at the same time during an update. Take it out, or set replicas: 1 and strategy.type: Recreate.",
      accepts: alone,
    },
    {
      rule: "controller-recreate",
      refuses: { strategy: { type: "Recreate" } },
      with: "controller.strategy.type: With Recreate there is no controller between the old pods and the new ones. Leave it out: the others wait for the lead, so that two versions never work at the same time.",
      accepts: [alone, {}],
    },
    {
      rule: "controller-budget-blocks",
      when: "one that keeps every pod",
      refuses: { disruptionBudget: { minAvailable: "60%" } },
      with: "controller.disruptionBudget.minAvailable: 60% lets no pod go: replicas is 2. Use maxUnavailable: 1.",
      accepts: [
        { disruptionBudget: { minAvailable: "50%" } },
        { disruptionBudget: { minAvailable: 2, enabled: false } },
        { disruptionBudget: { minAvailable: 2 }, replicas: 0 },
      ],
    },
    {
      rule: "controller-budget-blocks",
      when: "one of which none may go",
      refuses: { disruptionBudget: { maxUnavailable: "0%" } },
      with: "controller.disruptionBudget.maxUnavailable: 0% lets no pod go: replicas is 2. Use maxUnavailable: 1.",
      accepts: [{ disruptionBudget: { maxUnavailable: "10%" } }, {}],
    },
    ...[
      { exposed: { httpRoute: { parentRefs: [{ name: "internal" }] } }, at: "httpRoute", what: "httpRoute" },
      { exposed: { ingress: {} }, at: "ingress", what: "ingress" },
      { exposed: { service: { type: "LoadBalancer" } }, at: "service.type", what: "LoadBalancer" },
      { exposed: { service: { type: "NodePort" } }, at: "service.type", what: "NodePort" },
      {
        exposed: { service: { externalIPs: ["192.0.2.1"] } },
        at: "service.externalIPs",
        what: "externalIPs",
      },
    ].flatMap(({ exposed, at, what }) => {
      const dashboard = { enabled: true, ...exposed };
      const none = { none: "a cluster of one's own" };
      return [
        {
          rule: "dashboard-without-auth",
          when: what,
          refuses: { dashboard },
          with: `controller.dashboard.${at}: ${what} leads to the dashboard, which asks nobody for a login. Say who does in dashboard.auth.by, or in dashboard.auth.none the reason why nobody has to.`,
          accepts: [
            { dashboard: { ...dashboard, enabled: false } },
            { dashboard: { ...dashboard, auth: { by: "oauth2-proxy" } } },
            { dashboard: { ...dashboard, auth: none } },
            { dashboard: { enabled: true } },
          ],
        },
        {
          rule: "dashboard-writes-for-all",
          when: what,
          refuses: { dashboard: { ...dashboard, readOnly: false, auth: none } },
          with: `controller.dashboard.${at}: ${what} lets everybody change Rollouts: readOnly is false, and auth.none says that nobody asks. Set dashboard.readOnly: true, or have somebody ask for a login and say so in dashboard.auth.by.`,
          accepts: [
            { dashboard: { ...dashboard, readOnly: false, auth: { by: "oauth2-proxy" } } },
            { dashboard: { ...dashboard, auth: none } },
            { dashboard: { enabled: true, readOnly: false, auth: none } },
          ],
        },
      ];
    }),
  ],
);
