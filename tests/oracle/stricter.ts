const noTemplates = "lint looks at no AnalysisTemplates, and the controller or the AnalysisRun fails";
const noRoutes = "lint looks at no objects of the Gateway API and at no settings of plugins";
const noOthers = "lint looks at the Rollout alone, and this shows beside it";
const empty = "lint takes an empty value for one that is not there";
const schema = "lint does not know the CRD, by which the API server refuses it";
const laterRefused = "the controller refuses it, but only when it looks for the objects that are named";

/**
 * What we refuse and lint does not: the rule, or `schema:` and its sentence -> why it is refused all the same. A difference
 * that is not here fails the test, and so does an entry that no spec shows any more.
 */
export const stricter: Readonly<Record<string, string>> = {
  "schema: expected a number.": schema,
  "schema: expected text.": `${schema}: it reads a number as text`,
  "schema: expected at least 0.":
    "lint asks this of few fields, and a negative number of pods or seconds is none",
  "schema: expected at least 1.": "lint asks this of few fields, and 0 is no port",
  "schema: expected at least 1 character.": empty,
  "schema: expected exactly one of value and valueFrom.": `${empty}: the argument would be empty`,
  'schema: expected a number of pods (1) or a percentage ("25%").':
    "lint reads text that is no percentage as 0",
  'schema: expected one of "canary", "stable".':
    "lint lets any version of an experiment pass; the step fails",
  'schema: expected one of "Percent", "Pods".': "lint does not look at the threshold",
  'schema: expected one of "Deployment", "ReplicaSet", "PodTemplate".': laterRefused,
  "schema: expected exactly one action per step.":
    "lint counts four of the eight actions; of others the controller runs one and skips the rest",
  "schema: expected exactly one of replicas, weight and matchTrafficWeight.":
    "lint does not look inside; the controller takes one and skips the rest",

  "workload-ref-kind": laterRefused,
  "workload-ref-selector": noOthers,
  "workload-ref-pods": noOthers,
  "autoscaling-bounds": noOthers,
  "autoscaling-needs-requests": noOthers,
  "unknown-rule": noOthers,
  "processes-of-two": "lint does not see what a pod shares with its node; the API server refuses the pods",
  "canary-service-is-apex": "lint does not know which Service clients call",
  "canary-endless-pause": "lint does not know that nobody watches",
  "blue-green-manual-promotion": "lint does not know that nobody watches",

  "router-target": laterRefused,
  "router-services": "lint does not ask plugins for the Services that they need",
  "routing-names-router":
    "lint takes an empty block for a router: the canary would wait for traffic that nobody moves",
  "router-feature": "lint thinks that every plugin can do everything",
  "max-traffic-weight": "lint thinks that every plugin can count to any number",
  "experiment-weights": "lint looks at each weight alone",
  "experiment-template-names": "lint does not look; the experiment is refused when its step comes",
  "string-match-kind": "lint looks at methods twice and at headers never",
  "managed-route-unique": "lint does not compare managed routes",
  "managed-route-name": noRoutes,
  "managed-route-is-own": "lint does not see that managed routes are removed in the end",
  "istio-subsets": "lint looks at no DestinationRule",
  "alb-stickiness": "lint does not know what AWS takes",
  "gateway-api-settings": noRoutes,
  "gateway-api-features": noRoutes,
  "http-route-parent": noRoutes,

  "endless-metric": noTemplates,
  "duplicate-metric": noTemplates,
  "duplicate-metric-rule": noTemplates,
  "unmatched-metric-rule": noTemplates,
  "missing-argument": noTemplates,
  "argument-defaults": noTemplates,
  "undeclared-argument": noTemplates,
  "empty-template": noTemplates,
  "template-cycle": noTemplates,
  "metric-names-unique": noTemplates,
  "metric-interval": noTemplates,
  "metric-limits": noTemplates,
  "one-provider": noTemplates,
  "provider-url": noTemplates,
  "provider-settings": noTemplates,
  "prometheus-query": noTemplates,
  "range-query-times": noTemplates,
  "kayenta-scopes": noTemplates,
  "datadog-query": noTemplates,
  "web-body": noTemplates,
  "web-json-path": noTemplates,
  "job-restart-policy": noTemplates,
  "oauth2-client": noTemplates,
  "condition-syntax": noTemplates,
  "condition-result": noTemplates,
};
