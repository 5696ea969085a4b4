import { BY_CONSTRUCTION, SCHEMA, type UpstreamRule } from "./upstream-rule";

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
    asks: "Prometheus and web: an address that is a URL, a query that can be read, one body, none in a GET.",
    checkedBy: [
      SCHEMA,
      "provider-url",
      "prometheus-address",
      "prometheus-query",
      "range-query-times",
      "ignored-signature",
      "web-body",
      "web-json-path",
    ],
    open: "Regular expressions in a query.",
  },
];

const platform: readonly UpstreamRule[] = [
  {
    asks: "Gateway API: a route with both Services, known to a plugin of the right name.",
    checkedBy: [BY_CONSTRUCTION, "gateway-api-settings", "unregistered-plugin"],
    open: "What routes that are made elsewhere hold, and the version of the CRDs.",
  },
  {
    asks: "Plugins: a name that can be read, once, a location, a digest, Secrets; and each that is used is there.",
    checkedBy: [
      SCHEMA,
      "plugin-name",
      "plugin-names-unique",
      "plugin-known-name",
      "plugin-kind",
      "plugin-source",
      "plugin-location",
      "plugin-checksum",
      "plugin-header-secret",
      "plugin-environment",
      "plugin-setting-ignored",
      "unregistered-plugin",
      "unregistered-metric-plugin",
    ],
    open: "Whether a location has the file, and an image the plugin.",
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

/** What routers, metric providers, the controller and autoscalers ask. */
export const platformRules: readonly UpstreamRule[] = [...routers, ...providers, ...platform];
