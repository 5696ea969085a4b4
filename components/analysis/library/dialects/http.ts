import { serviceName } from "../arguments";
import { defineDialect, ofPods, podMatcher } from "./dialect";

export const http = defineDialect({
  prefix: "",
  of: "programs that count `http_requests_total{job,status}` and time `http_request_duration_seconds`",
  args: { "service-name": serviceName("Value of the label `job`."), ...ofPods },
  matchers: (arg) => [[`job="${arg("service-name")}"`, podMatcher("pod", arg("pod-hash"))]],
  requests: "http_requests_total",
  status: "status",
  duration: { metric: "http_request_duration_seconds", unit: "s" },
});
