import { matches } from "../query";
import { namespace, workload } from "../arguments";
import { defineDialect, ofPods } from "./dialect";

export const linkerd = defineDialect({
  prefix: "linkerd-",
  of: "Linkerd's proxies, as the service's own pods count",
  args: { workload, namespace, ...ofPods },
  matchers: (arg) => [
    [
      `direction="inbound"`,
      `namespace="${arg("namespace")}"`,
      matches("pod", `${arg("workload")}-${arg("pod-hash")}-[a-z0-9]+`),
    ],
  ],
  requests: "response_total",
  status: "status_code",
  duration: { metric: "response_latency_ms", unit: "ms" },
});
