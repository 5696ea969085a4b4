/** Lists of `controller.plugins`. */
export type PluginList = "trafficRouters" | "metricProviders" | "steps";

/** Kinds of objects that a plugin writes. */
export interface PluginRights {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
}

/** A plugin that is known here. `{version}` and `{architecture}` stand for what the config says. */
export interface RegisteredPlugin {
  /** As its source has it: it finds its settings by this name alone. */
  readonly name: string;
  readonly list: PluginList;
  /** What it steers, or where it measures. */
  readonly about: string;
  /** On GitHub. */
  readonly repository: string;
  /** Of a release. */
  readonly tag: string;
  /** Of a release, where it publishes any. */
  readonly file?: {
    readonly asset: string;
    readonly since: string;
    readonly architectures: readonly string[];
  };
  /** Where it can be copied from. Without a repository: somebody has to build it. */
  readonly image?: {
    readonly repository?: string;
    readonly tag: string;
    readonly since: string;
    readonly file: string;
  };
  /** Published digests of the file: version -> architecture -> digest. */
  readonly sha256?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Keys of its settings in a Rollout or an AnalysisTemplate. */
  readonly settings: readonly string[];
  /** What the release manifest gives the controller no right to. */
  readonly rights: readonly PluginRights[];
  /** Release that has flags for the rate of its requests to the API server. */
  readonly clientRateSince?: string;
  /** Variables that it reads in the controller's environment, which is its own too. */
  readonly env?: readonly string[];
  /** What it needs besides, as a sentence. */
  readonly needs?: string;
  /** Other names under which it is written about. */
  readonly mistakenFor?: readonly string[];
}

const rights = (group: string, ...resources: string[]): PluginRights => ({ apiGroups: [group], resources });
const both = ["amd64", "arm64"];

/** What `use` may say. */
export const registeredNames = [
  ...(["gatewayAPI", "openshift", "contour", "consul", "glooplatform", "glooedge"] as const),
  ...(["opensearch", "metric-ai", "honeycomb", "signalfx"] as const),
] as const;
export type RegisteredName = (typeof registeredNames)[number];

/** Upstream's samples are not here: everybody who makes a plugin begins with one of them, and its name. */
export const pluginRegistry: Readonly<Record<RegisteredName, RegisteredPlugin>> = {
  gatewayAPI: {
    name: "argoproj-labs/gatewayAPI",
    list: "trafficRouters",
    about: "HTTPRoutes, GRPCRoutes, TCPRoutes and TLSRoutes of the Gateway API",
    repository: "argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi",
    tag: "v{version}",
    file: { asset: "gatewayapi-plugin-linux-{architecture}", since: "0.4.0", architectures: both },
    image: {
      repository: "ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi",
      tag: "v{version}",
      since: "0.5.0",
      file: "/bin/rollouts-plugin-trafficrouter-gatewayapi",
    },
    settings: [
      ...["httpRoute", "grpcRoute", "tcpRoute", "tlsRoute"],
      ...["httpRoutes", "grpcRoutes", "tcpRoutes", "tlsRoutes"],
      ...["httpRouteSelector", "grpcRouteSelector", "tcpRouteSelector", "tlsRouteSelector"],
      ...["namespace", "disableInProgressLabel", "inProgressLabelKey", "inProgressLabelValue"],
    ],
    rights: [rights("gateway.networking.k8s.io", "httproutes", "grpcroutes", "tcproutes", "tlsroutes")],
    clientRateSince: "0.5.0",
  },
  openshift: {
    name: "argoproj-labs/openshift",
    list: "trafficRouters",
    about: "Routes of OpenShift",
    repository: "argoproj-labs/rollouts-plugin-trafficrouter-openshift",
    tag: "{version}",
    file: {
      asset: "rollouts-plugin-trafficrouter-openshift-linux-{architecture}",
      since: "0.0.0",
      architectures: both,
    },
    settings: ["routes"],
    rights: [rights("route.openshift.io", "routes")],
    needs: "It has no numbered releases: the version is `commit-` and the commit.",
  },
  contour: {
    name: "argoproj-labs/contour",
    list: "trafficRouters",
    about: "HTTPProxies of Contour",
    repository: "argoproj-labs/rollouts-plugin-trafficrouter-contour",
    tag: "v{version}",
    image: { tag: "v{version}", since: "0.3.0", file: "/bin/rollouts-plugin-trafficrouter-contour" },
    settings: ["httpProxies"],
    rights: [rights("projectcontour.io", "httpproxies")],
    needs: "Build its image, and say where it is: `image.repository`.",
  },
  consul: {
    name: "hashicorp/consul",
    list: "trafficRouters",
    about: "ServiceSplitters and ServiceResolvers of Consul",
    repository: "argoproj-labs/rollouts-plugin-trafficrouter-consul",
    tag: "v{version}",
    image: {
      repository: "hashicorp/rollouts-plugin-trafficrouter-consul",
      tag: "{version}",
      since: "0.0.1",
      file: "/bin/rollouts-plugin-trafficrouter-consul",
    },
    settings: ["serviceName", "canarySubsetName", "stableSubsetName", "serviceMetaAnnotationSuffix"],
    rights: [rights("consul.hashicorp.com", "serviceresolvers", "servicesplitters")],
    mistakenFor: ["argoproj-labs/consul"],
  },
  glooplatform: {
    name: "solo-io/glooplatform",
    list: "trafficRouters",
    about: "RouteTables of Gloo Platform",
    repository: "argoproj-labs/rollouts-plugin-trafficrouter-glooplatform",
    tag: "v{version}",
    file: {
      asset: "glooplatform-api-plugin-linux-{architecture}",
      since: "0.0.0-beta3",
      architectures: ["amd64"],
    },
    settings: ["routeTableSelector", "routeSelector"],
    rights: [rights("networking.gloo.solo.io", "routetables")],
    mistakenFor: ["argoproj-labs/glooplatform"],
  },
  glooedge: {
    name: "solo-io/glooedge",
    list: "trafficRouters",
    about: "VirtualServices and RouteTables of Gloo Edge",
    repository: "argoproj-labs/rollouts-plugin-trafficrouter-glooedge",
    tag: "v{version}",
    file: { asset: "glooedge-plugin-linux-{architecture}", since: "0.1.0-beta1", architectures: ["amd64"] },
    settings: ["routeTable", "virtualService", "routes"],
    rights: [rights("gateway.solo.io", "virtualservices", "routetables")],
    mistakenFor: ["argoproj-labs/glooedge"],
  },
  opensearch: {
    name: "argoproj-labs/opensearch-metric-plugin",
    list: "metricProviders",
    about: "OpenSearch",
    repository: "argoproj-labs/rollouts-plugin-metric-opensearch",
    tag: "v{version}",
    file: {
      asset: "rollouts-plugin-metric-opensearch-linux-{architecture}",
      since: "0.0.1",
      architectures: ["amd64"],
    },
    settings: ["address", "username", "password", "insecureSkipVerify", "index", "query"],
    rights: [],
    mistakenFor: ["argoproj-labs/opensearch", "argoproj-labs/rollouts-plugin-metric-opensearch"],
  },
  "metric-ai": {
    name: "argoproj-labs/metric-ai",
    list: "metricProviders",
    about: "an agent that reads the logs of both versions",
    repository: "argoproj-labs/rollouts-plugin-metric-ai",
    tag: "v{version}",
    file: {
      asset: "rollouts-plugin-metric-ai-linux-{architecture}",
      since: "1.9.0",
      architectures: ["amd64"],
    },
    settings: ["agentUrl", "stableLabel", "canaryLabel", "githubUrl", "baseBranch", "extraPrompt"],
    rights: [],
    needs: "The agent has to run in the cluster.",
    mistakenFor: ["argoproj-labs/rollouts-plugin-metric-ai"],
  },
  honeycomb: {
    name: "argoproj-labs/honeycomb",
    list: "metricProviders",
    about: "Honeycomb",
    repository: "argoproj-labs/rollouts-plugin-metric-honeycomb",
    tag: "v{version}",
    file: { asset: "honeycomb-metric-plugin-linux-{architecture}", since: "0.0.1", architectures: both },
    settings: ["query", "dataset"],
    rights: [],
    needs: "The Secret `honeycomb` with the key `api-key` in the namespace `argo-rollouts`.",
    mistakenFor: ["argoproj-labs/rollouts-plugin-metric-honeycomb", "argoproj-labs/honeycomb-metric-plugin"],
  },
  signalfx: {
    name: "argoproj-labs/rollouts-plugin-metric-signalfx",
    list: "metricProviders",
    about: "Splunk Observability Cloud (SignalFx)",
    repository: "argoproj-labs/rollouts-plugin-metric-signalfx",
    tag: "v{version}",
    file: { asset: "metric-plugin-linux-{architecture}", since: "0.2.0", architectures: both },
    sha256: {
      "0.2.0": {
        amd64: "68384494927b6f0ad6f7daa11476d62ce7ab4e599b76336624eb67d47f55e04c",
        arm64: "59d08fcb6052167f0196fec2f301059b3f79c4f1dcc4ee6967c2c351dd6acf83",
      },
    },
    settings: ["query", "realm", "accessToken", "duration", "aggregator", "streamURL"],
    rights: [],
    env: ["SIGNALFX_ACCESS_TOKEN"],
    needs:
      "`SIGNALFX_ACCESS_TOKEN` in the controller's environment (`extraEnv`), unless each metric has an `accessToken`.",
    mistakenFor: ["argoproj-labs/signalfx", "argoproj-labs/metric-signalfx"],
  },
};

/** The plugin that calls itself so. */
export function registeredPlugin(name: string): RegisteredPlugin | undefined {
  return Object.values(pluginRegistry).find((plugin) => plugin.name === name);
}
