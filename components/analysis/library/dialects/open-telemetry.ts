import { matches } from "../query";
import { serviceName } from "../arguments";
import { defineDialect, ofPods, podMatcher } from "./dialect";

/** Prometheus makes `job` of service.namespace/service.name. Requests are the histogram's own count. */
export const openTelemetry = defineDialect({
  prefix: "otel-",
  of: "OpenTelemetry's HTTP conventions: the histogram `http.server.request.duration`",
  args: { "service-name": serviceName("The attribute service.name."), ...ofPods },
  matchers: (arg) => [
    [matches("job", `(.+/)?${arg("service-name")}`), podMatcher("k8s_pod_name", arg("pod-hash"))],
  ],
  requests: "http_server_request_duration_seconds_count",
  status: "http_response_status_code",
  duration: { metric: "http_server_request_duration_seconds", unit: "s" },
});
