import { BY_CONSTRUCTION, SCHEMA, type UpstreamRule } from "./upstream-rule";

/** What a Rollout and its strategy may say. */
export const strategy: readonly UpstreamRule[] = [
  { asks: "One strategy: canary or blue-green.", checkedBy: [BY_CONSTRUCTION] },
  {
    asks: "No negative counts and times, and more time to progress than a pod needs to be ready.",
    checkedBy: [SCHEMA, "progress-deadline"],
  },
  {
    asks: "A selector that fits the labels of a valid pod template.",
    checkedBy: [
      BY_CONSTRUCTION,
      SCHEMA,
      "request-within-limit",
      "whole-devices",
      "drain-within-grace",
      "volume-known",
      "mount-paths-differ",
      "mounts-both-ways",
      "container-names-differ",
      "dns-needs-server",
    ],
  },
  { asks: "A selector that never changes.", checkedBy: ["workload-selector"] },
  {
    asks: "Pods described once: here, or by the workload that `workloadRef` names.",
    checkedBy: [SCHEMA, "workload-ref-kind", "workload-ref-selector", "workload-ref-pods"],
    open: "Whether the workload exists.",
  },
  {
    asks: "Blue-green: an active Service, and another one for the preview.",
    checkedBy: [BY_CONSTRUCTION, "strategy-services-differ"],
  },
  {
    asks: "A history that holds the old versions that are to stay.",
    checkedBy: ["scale-down-revisions", "revisions-out-of-history"],
  },
  {
    asks: "Canary: two Services for two versions.",
    checkedBy: ["strategy-services-differ", "canary-service-is-apex"],
  },
  {
    asks: "Both Services where a router splits between them, plugins included.",
    checkedBy: [BY_CONSTRUCTION, "router-services"],
  },
  {
    asks: "Ping-pong: two names, a router that can, and with an ALB a root Service.",
    checkedBy: [SCHEMA, "strategy-services-differ", "router-feature", "alb-root-service"],
  },
  {
    asks: "A delay for the old pods, or pods that go with the traffic; both only with a router.",
    checkedBy: ["canary-needs-router", "stable-scale-or-delay"],
  },
  { asks: "All traffic is 100, but for routers that count further.", checkedBy: ["max-traffic-weight"] },
];
