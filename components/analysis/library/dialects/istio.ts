import { namespace, serviceName } from "../arguments";
import { defineDialect, ofPods, podMatcher } from "./dialect";

/** Counted at the service's own pods, so that its callers need no sidecar. */
export const istio = defineDialect({
  prefix: "istio-",
  of: "Istio's sidecars, as the destination counts",
  args: {
    "service-name": serviceName("Name of the Service that is called; `<service>-canary` for the canary's."),
    namespace,
    ...ofPods,
  },
  matchers: (arg) => [
    [
      `reporter="destination"`,
      `destination_service_name="${arg("service-name")}"`,
      `destination_service_namespace="${arg("namespace")}"`,
      podMatcher("pod", arg("pod-hash")),
    ],
  ],
  requests: "istio_requests_total",
  status: "response_code",
  duration: { metric: "istio_request_duration_milliseconds", unit: "ms" },
});
