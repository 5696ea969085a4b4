import { type DashboardConfig, exposuresOf } from "../../config";
import type { Rule } from "../rule";
import type { ControllerScope } from "../scope";

const upstream = "argo-rollouts docs/dashboard.md; server/server.go: newHTTPServer";

/** Of a dashboard that is there. */
function exposures(dashboard: DashboardConfig): readonly string[][] {
  return dashboard.enabled ? exposuresOf(dashboard) : [];
}

export const dashboardWithoutAuth: Rule<ControllerScope> = {
  id: "dashboard-without-auth",
  severity: "error",
  what: "The dashboard can be reached from outside of the cluster, and nothing says who asks for a login.",
  why: "It has no login of its own: whoever finds it sees every Rollout, pods and images included.",
  upstream,
  *check({ controller: { dashboard } }) {
    if (dashboard.auth !== undefined) return;
    for (const path of exposures(dashboard))
      yield {
        path: ["dashboard", ...path],
        reason: `${spoken(dashboard, path)} leads to the dashboard, which asks nobody for a login.`,
        hint: "Say who does in dashboard.auth.by, or in dashboard.auth.none the reason why nobody has to.",
      };
  },
};

export const dashboardWritesForAll: Rule<ControllerScope> = {
  id: "dashboard-writes-for-all",
  severity: "error",
  what: "The dashboard can change Rollouts, is reached from outside of the cluster, and nobody asks for a login.",
  why: "Whoever finds it promotes, aborts and rolls back releases, and puts any image into their pods.",
  upstream,
  *check({ controller: { dashboard } }) {
    if (dashboard.readOnly || dashboard.auth?.none === undefined) return;
    for (const path of exposures(dashboard))
      yield {
        path: ["dashboard", ...path],
        reason: `${spoken(dashboard, path)} lets everybody change Rollouts: readOnly is false, and auth.none says that nobody asks.`,
        hint: "Set dashboard.readOnly: true, or have somebody ask for a login and say so in dashboard.auth.by.",
      };
  },
};

function spoken({ service }: DashboardConfig, [key = "", part]: readonly string[]): string {
  return part === "type" ? service.type : (part ?? key);
}
