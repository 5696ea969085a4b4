import assert from "node:assert/strict";
import type { DataObject, Finding } from "../../../components/config";
import { checkService } from "../../../components/rules";
import { featureNames, supportOf } from "../../../scripts/docs/routing-page";
import { routerEntries } from "../../../scripts/docs/router-entries";
import { values } from "../../support/services";

type Feature = (typeof featureNames)[number];

const match = [{ headerName: "x-tester", headerValue: { exact: "yes" } }];
const before = [{ setCanaryScale: { replicas: 1 } }];
const rest = [{ setWeight: 25 }, { pause: {} }];
const steps = (...between: DataObject[]): DataObject => ({ steps: [...before, ...between, ...rest] });
const template = { name: "baseline", specRef: "stable", weight: 5 };

/** A canary that asks for a feature. */
const demands: Readonly<Record<Feature, DataObject>> = {
  headerRoutes: steps({ setHeaderRoute: { name: "testers", match } }),
  mirrorRoutes: steps({ setMirrorRoute: { name: "shadow", match: [{ method: { exact: "GET" } }] } }),
  experimentWeights: steps({ experiment: { duration: "5m", templates: [template] } }),
  pingPong: { ...steps(), pingPong: { pingService: "pay-ping", pongService: "pay-pong" } },
  maxTrafficWeight: { ...steps(), trafficRouting: { maxTrafficWeight: 1000 } },
};

/** Rules by which a router is told apart that cannot. */
const refusals: Readonly<Record<Feature, string>> = {
  headerRoutes: "router-feature",
  mirrorRoutes: "router-feature",
  experimentWeights: "router-feature",
  pingPong: "router-feature",
  maxTrafficWeight: "max-traffic-weight",
};

describe("the table of routers and the rules", () => {
  const counts = new Map<string, number>();
  after(() => {
    const said = [...counts].map(([name, count]) => `${name} ${String(count)}`);
    console.log(`    findings by router: ${said.join(", ")}`);
  });

  for (const entry of routerEntries)
    for (const feature of featureNames) {
      const support = supportOf(entry, feature);
      const can = support === "yes" || support === "exact";
      it(`agree that ${entry.name} ${can ? "has" : "lacks"} ${feature}`, () => {
        const rollout = { enabled: true, canary: demands[feature] };
        const { service, findings } = checkService("pay", values({ ...entry.values, rollout }), []);
        assert.ok(service, JSON.stringify(findings));
        const refused = findings.filter(
          ({ rule, severity }: Finding) => rule === refusals[feature] && severity === "error",
        );
        assert.equal(refused.length, can ? 0 : 1, JSON.stringify(findings));
        counts.set(entry.name, (counts.get(entry.name) ?? 0) + refused.length);
      });
    }
});
