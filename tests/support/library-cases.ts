import { counter, gauge, histogram, type Labels, type Series } from "./series";

/** What a service is doing, as its metrics tell it. Of the service `none` there are none. */
export const cases = ["pass", "fail", "none"] as const;
export type Case = (typeof cases)[number];

interface Told {
  /** Share of requests that fail. */
  readonly failing: number;
  /** Seconds that most requests take. */
  readonly seconds: number;
  /** Share of what pods may use. */
  readonly saturation: number;
  readonly restartsPerSecond: number;
}
const told: Readonly<Record<Exclude<Case, "none">, Told>> = {
  pass: { failing: 0, seconds: 0.1, saturation: 0.5, restartsPerSecond: 0 },
  fail: { failing: 0.3, seconds: 2.5, saturation: 0.97, restartsPerSecond: 0.01 },
};
const PER_SECOND = 100;
const namespace = "shop";
const podOf = (name: string) => `${name}-6b5f8c9d4-x7k2p`;

/** How one dialect's series look, with a service's name where its templates look for it. */
interface Speaker {
  readonly requests: string;
  readonly status: string;
  readonly duration: string;
  readonly unit: 1 | 1000;
  labels(name: string): Labels;
  /** What a user of its templates says. */
  args(name: string): Readonly<Record<string, string>>;
}

export const speakers: Readonly<Record<string, Speaker>> = {
  http: {
    ...{
      requests: "http_requests_total",
      status: "status",
      duration: "http_request_duration_seconds",
      unit: 1,
    },
    labels: (name) => ({ job: name, pod: podOf(name) }),
    args: (name) => ({ "service-name": name }),
  },
  istio: {
    ...{ requests: "istio_requests_total", status: "response_code", unit: 1000 },
    duration: "istio_request_duration_milliseconds",
    labels: (name) => ({
      ...{ reporter: "destination", destination_service_name: name, pod: podOf(name) },
      destination_service_namespace: namespace,
    }),
    args: (name) => ({ "service-name": name, namespace }),
  },
  envoyGateway: {
    ...{ requests: "envoy_cluster_upstream_rq", status: "envoy_response_code", unit: 1000 },
    duration: "envoy_cluster_upstream_rq_time",
    labels: (name) => ({ envoy_cluster_name: `httproute/${namespace}/${name}/rule/0` }),
    args: (name) => ({ namespace, route: name }),
  },
  nginx: {
    ...{ requests: "nginx_ingress_controller_requests", status: "status", unit: 1 },
    duration: "nginx_ingress_controller_request_duration_seconds",
    labels: (name) => ({ exported_namespace: namespace, ingress: name, canary: "" }),
    args: (name) => ({ namespace, ingress: name }),
  },
  linkerd: {
    ...{ requests: "response_total", status: "status_code", duration: "response_latency_ms", unit: 1000 },
    labels: (name) => ({ direction: "inbound", namespace, pod: podOf(name) }),
    args: (name) => ({ workload: name, namespace }),
  },
  openTelemetry: {
    ...{
      requests: "",
      status: "http_response_status_code",
      duration: "http_server_request_duration_seconds",
      unit: 1,
    },
    labels: (name) => ({ job: `${namespace}/${name}`, k8s_pod_name: podOf(name) }),
    args: (name) => ({ "service-name": name }),
  },
};

/** The series of every dialect, and of the pods, for a service that does well and one that does not. */
export function librarySeries(): Series[] {
  return Object.entries(told).flatMap(([name, one]) => [
    ...Object.values(speakers).flatMap((speaker) => requestsOf(speaker, name, one)),
    ...podsOf(name, one),
  ]);
}

function requestsOf(
  { requests, status, duration, unit, labels }: Speaker,
  name: string,
  one: Told,
): Series[] {
  const shares: readonly (readonly [string, number])[] = [
    ["200", 1 - one.failing],
    ["503", one.failing],
  ];
  // A status that nobody was ever answered with has no series.
  const codes = shares.filter(([, share]) => share > 0);
  return codes.flatMap(([code, share]) => {
    const own = { ...labels(name), [status]: code };
    // Without a counter of its own: the histogram's.
    const counted = requests === "" ? [] : [counter(requests, PER_SECOND * share, own)];
    const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    const observed = bounds.map((bound): [number, number] => [
      bound * unit,
      bound === one.seconds ? PER_SECOND * share : 0,
    ]);
    return [...counted, ...histogram(duration, [...observed, [Infinity, 0]], own)];
  });
}

function podsOf(name: string, { saturation, restartsPerSecond }: Told): Series[] {
  const pod = { namespace, pod: podOf(name), container: "app" };
  return [
    counter("container_cpu_usage_seconds_total", saturation * 0.2, pod),
    gauge("kube_pod_container_resource_requests", 0.2, { ...pod, resource: "cpu" }),
    gauge("container_memory_working_set_bytes", saturation * 2 ** 26, pod),
    gauge("kube_pod_container_resource_limits", 2 ** 26, { ...pod, resource: "memory" }),
    counter("kube_pod_container_status_restarts_total", restartsPerSecond, pod),
  ];
}

export const podArgs = (name: string) => ({ workload: name, namespace });
