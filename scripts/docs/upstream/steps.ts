import { SCHEMA, type UpstreamRule } from "./upstream-rule";

/** What a canary and its steps may say. */
export const steps: readonly UpstreamRule[] = [
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
