import { namespace, podHash, queried, workload } from "./arguments";
import { defineClusterTemplate } from "./define";
import { matches, queryMetric, series } from "./query";

const chosen = {
  workload,
  namespace,
  "pod-hash": podHash,
  ...queried,
} as const;

type Chosen = "workload" | "namespace" | "pod-hash";

function matchers(arg: (name: Chosen) => string): string[] {
  return [
    `namespace="${arg("namespace")}"`,
    matches("pod", `${arg("workload")}-${arg("pod-hash")}-[a-z0-9]+`),
  ];
}

/** What the kubelet and kube-state-metrics tell of the pods, whatever the program. */
export const podTemplates = {
  "cpu-saturation": defineClusterTemplate(
    "cpu-saturation",
    "CPU that the pods use, as a share of what they request.",
    {
      ...chosen,
      "max-cpu-saturation": {
        type: "number",
        description: "Greatest share; 1 is all of it.",
        default: "0.9",
      },
    },
    (arg) => {
      const used = series("container_cpu_usage_seconds_total", [...matchers(arg), `container!=""`]);
      const requested = series("kube_pod_container_resource_requests", [...matchers(arg), `resource="cpu"`]);
      const query = `sum(rate(${used}[${arg("window")}])) / (sum(${requested}) > 0)`;
      return [queryMetric("cpu-saturation", query, { max: arg("max-cpu-saturation") }, arg)];
    },
  ),
  "memory-saturation": defineClusterTemplate(
    "memory-saturation",
    "Memory that the fullest container uses, as a share of its limit.",
    {
      ...chosen,
      "max-memory-saturation": {
        type: "number",
        description: "Greatest share; at 1 the container is killed.",
        default: "0.9",
      },
    },
    (arg) => {
      const used = series("container_memory_working_set_bytes", [...matchers(arg), `container!=""`]);
      const limits = series("kube_pod_container_resource_limits", [...matchers(arg), `resource="memory"`]);
      const by = "by (namespace, pod, container)";
      const highest = `max ${by} (max_over_time(${used}[${arg("window")}]))`;
      const query = `max(${highest} / (max ${by} (${limits}) > 0))`;
      return [queryMetric("memory-saturation", query, { max: arg("max-memory-saturation") }, arg)];
    },
  ),
  restarts: defineClusterTemplate(
    "restarts",
    "Restarts of the pods' containers within the window.",
    {
      ...chosen,
      "max-restarts": { type: "number", description: "Restarts that are forgiven.", default: "0" },
    },
    (arg) => {
      const counted = series("kube_pod_container_status_restarts_total", matchers(arg));
      const query = `sum(increase(${counted}[${arg("window")}]))`;
      return [queryMetric("restarts", query, { max: arg("max-restarts") }, arg)];
    },
  ),
} as const;
