import { matches } from "../query";
import { namespace } from "../arguments";
import { defineDialect } from "./dialect";

export const nginx = defineDialect({
  prefix: "nginx-",
  of: "ingress-nginx, by the Ingress",
  args: {
    namespace,
    ingress: { type: "text", description: "Name of the Ingress." },
    canary: {
      type: "text",
      description: "Value of the label `canary`, a regular expression: `.+` for the canary's requests alone.",
      default: ".*",
    },
  },
  // Prometheus moves a label of its own name aside, unless it is told to honor it.
  matchers: (arg) =>
    [
      [`exported_namespace="${arg("namespace")}"`],
      [`exported_namespace=""`, `namespace="${arg("namespace")}"`],
    ].map((ofNamespace) => [...ofNamespace, `ingress="${arg("ingress")}"`, matches("canary", arg("canary"))]),
  requests: "nginx_ingress_controller_requests",
  status: "status",
  duration: { metric: "nginx_ingress_controller_request_duration_seconds", unit: "s" },
});
