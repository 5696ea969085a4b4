/** One group of things that Argo Rollouts, its routers and its metric providers ask of a config. */
export interface UpstreamRule {
  readonly asks: string;
  /** Ids of the rules here, `schema`, or `by construction`: what is rendered cannot be wrong. */
  readonly checkedBy: readonly string[];
  /** What of it is not known before the cluster is asked. */
  readonly open?: string;
}

export const SCHEMA = "schema";
export const BY_CONSTRUCTION = "by construction";

const spec: readonly UpstreamRule[] = [
  { asks: "One strategy: canary or blue-green.", checkedBy: [BY_CONSTRUCTION] },
  {
    asks: "No negative counts and times, and more time to progress than a pod needs to be ready.",
    checkedBy: [SCHEMA, "progress-deadline"],
  },
  { asks: "A selector that fits the labels of a valid pod template.", checkedBy: [BY_CONSTRUCTION, SCHEMA] },
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

const steps: readonly UpstreamRule[] = [
  { asks: "Exactly one action per step.", checkedBy: [SCHEMA] },
  { asks: "Weights between 0 and all traffic.", checkedBy: [SCHEMA, "canary-weight-bounds"] },
  { asks: "Pauses that can be read and are not negative.", checkedBy: [SCHEMA] },
  { asks: "setCanaryScale: a router, and one of three ways.", checkedBy: [SCHEMA, "canary-needs-router"] },
  {
    asks: "setHeaderRoute: a router that can, and one kind of value per header.",
    checkedBy: [
      "router-feature",
      "router-feature-partly",
      "string-match-kind",
      "header-match-exact",
      "gateway-api-features",
    ],
  },
  {
    asks: "setMirrorRoute: a router that can, one kind of value per match, a percentage.",
    checkedBy: [SCHEMA, "router-feature", "router-feature-partly", "string-match-kind"],
  },
  {
    asks: "Managed routes: listed, unique, and none that is needed afterwards.",
    checkedBy: ["managed-route-listed", "managed-route-unique", "managed-route-name", "managed-route-is-own"],
  },
  {
    asks: "Experiments: versions that there are, unique names, weights that a router can give.",
    checkedBy: [
      SCHEMA,
      "router-feature",
      "gateway-api-features",
      "experiment-template-names",
      "experiment-weights",
    ],
  },
  { asks: "Fields of the metadata that the downward API can read.", checkedBy: ["argument-field-path"] },
  { asks: "A surge, or a pod that may be missing.", checkedBy: ["canary-can-move"] },
  { asks: "One kind of anti-affinity, with a weight from 1 to 100.", checkedBy: [SCHEMA] },
];

const references: readonly UpstreamRule[] = [
  {
    asks: "Every Service exists, selects the Rollout's pods and belongs to no other Rollout.",
    checkedBy: [BY_CONSTRUCTION, "service-name-collision"],
    open: "Whether somebody else has a Service of the name.",
  },
  {
    asks: "Every template exists, and none leads back to itself.",
    checkedBy: ["unknown-template", "unchecked-template", "template-cycle", "template-name-collision"],
  },
  {
    asks: "Templates that are measured together: unique metrics, one default per argument, a value for each.",
    checkedBy: [
      SCHEMA,
      "duplicate-metric",
      "argument-defaults",
      "missing-argument",
      "undeclared-argument",
      "duplicate-metric-rule",
      "unmatched-metric-rule",
    ],
  },
  { asks: "Metrics with an end wherever something waits for it.", checkedBy: ["endless-metric"] },
  { asks: "Arguments of the analysis in the background.", checkedBy: ["missing-argument"] },
];

const metrics: readonly UpstreamRule[] = [
  {
    asks: "At least one metric, unique names, exactly one provider each.",
    checkedBy: ["empty-template", "metric-names-unique", "one-provider"],
  },
  {
    asks: "Several measurements have an interval, and times can be read.",
    checkedBy: [SCHEMA, "metric-interval"],
  },
  { asks: "Limits that are not negative, and that let a metric end.", checkedBy: [SCHEMA, "metric-limits"] },
  { asks: "Enough measurements for the limits.", checkedBy: ["metric-limits"] },
];

const routers: readonly UpstreamRule[] = [
  {
    asks: "nginx and ALB: one form of naming Ingresses, which send requests to the right Service.",
    checkedBy: [SCHEMA, "router-target"],
    open: "Whether the Ingresses exist and name the Service.",
  },
  {
    asks: "Istio: one form of naming VirtualServices, whose routes hold both versions.",
    checkedBy: [BY_CONSTRUCTION, "router-target", "istio-virtual-services-unique"],
    open: "What a VirtualService that is made elsewhere holds.",
  },
  {
    asks: "Istio: no foreign destination or subset, which the controller would delete.",
    checkedBy: [BY_CONSTRUCTION, "istio-subsets"],
    open: "What objects that are made elsewhere hold.",
  },
  {
    asks: "Ambassador and App Mesh: mappings without a weight, a virtual service with two targets.",
    checkedBy: ["router-target"],
    open: "What the objects hold.",
  },
];

const providers: readonly UpstreamRule[] = [
  { asks: "Datadog: settings that go together.", checkedBy: [SCHEMA, "datadog-query"] },
  {
    asks: "Prometheus and web: an address that is a URL, one body, none in a GET.",
    checkedBy: [SCHEMA, "provider-url", "prometheus-address", "web-body", "web-json-path"],
  },
];

const platform: readonly UpstreamRule[] = [
  {
    asks: "Gateway API: a route with both Services, known to a plugin of the right name.",
    checkedBy: [BY_CONSTRUCTION, "gateway-api-settings", "unregistered-plugin"],
    open: "What routes that are made elsewhere hold, and the version of the CRDs.",
  },
  {
    asks: "Plugins: a name that can be read, once, a location, a digest; and each that is used is there.",
    checkedBy: [
      SCHEMA,
      "plugin-name",
      "plugin-names-unique",
      "plugin-location",
      "plugin-checksum",
      "unregistered-plugin",
      "unregistered-metric-plugin",
    ],
    open: "Whether the Secrets of `headersFrom` exist.",
  },
  {
    asks: "ClusterAnalysisTemplates only with a controller of the whole cluster, and one instance-id.",
    checkedBy: [BY_CONSTRUCTION],
  },
  {
    asks: "Autoscalers and canaries that do not get in each other's way.",
    checkedBy: [
      "stable-scale-races-autoscaler",
      "autoscaler-sees-memory",
      "autoscaler-moves-canary-scale",
      "effective-canary",
      BY_CONSTRUCTION,
    ],
  },
  {
    asks: "Settings that are capped or ignored where they stand.",
    checkedBy: [
      "canary-ignored-without-router",
      "min-pods-above-all",
      "preview-above-active",
      "promotion-delay-ignored",
    ],
  },
];

export const upstreamRules: readonly UpstreamRule[] = [
  ...spec,
  ...steps,
  ...references,
  ...metrics,
  ...routers,
  ...providers,
  ...platform,
];
