import { matches } from "../query";
import { namespace } from "../arguments";
import { defineDialect } from "./dialect";

/** The gateway counts by the rule of a route, so both versions behind a rule are one. */
export const envoyGateway = defineDialect({
  prefix: "envoy-gateway-",
  of: "Envoy Gateway, by the rule of an HTTPRoute: both versions behind a rule together",
  args: {
    namespace,
    route: { type: "text", description: "Name of the HTTPRoute." },
    rule: { type: "text", description: "Number of its rule. Default: all.", default: "[0-9]+" },
  },
  matchers: (arg) => [
    [
      matches(
        "envoy_cluster_name",
        `httproute/${arg("namespace")}/${arg("route")}/rule/${arg("rule")}(/.*)?`,
      ),
    ],
  ],
  requests: "envoy_cluster_upstream_rq",
  status: "envoy_response_code",
  duration: { metric: "envoy_cluster_upstream_rq_time", unit: "ms" },
});
