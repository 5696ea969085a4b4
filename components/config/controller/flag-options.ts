/** Where in `controller` the value of a flag is said. */
export interface FlagOption {
  readonly option: string;
  /** The value for which the flag is not passed: it is the program's own default, or none that it could read. */
  readonly unless?: string | number | boolean;
  /** The part of the option's value that is the flag's. Default: all of it. */
  readonly part?: (value: string) => string;
}

const one = (option: string, unless?: FlagOption["unless"]): FlagOption => ({
  option,
  ...(unless !== undefined && { unless }),
});
const group = (apiVersion: string): string => apiVersion.replace(/\/.*/, "");

/** Flag of `rollouts-controller` -> option, in the order in which they are passed. */
export const flagOptions: Readonly<Record<string, FlagOption>> = {
  namespaced: one("namespaced", false),
  controllers: one("controllers", "all"),
  "instance-id": one("instanceId"),
  "leader-elect": one("leaderElection.enabled"),
  "leader-election-lease-duration": one("leaderElection.leaseDuration"),
  "leader-election-renew-deadline": one("leaderElection.renewDeadline"),
  "leader-election-retry-period": one("leaderElection.retryPeriod"),
  qps: one("client.qps"),
  burst: one("client.burst"),
  "rollout-threads": one("threads.rollout"),
  "experiment-threads": one("threads.experiment"),
  "analysis-threads": one("threads.analysis"),
  "service-threads": one("threads.service"),
  "ingress-threads": one("threads.ingress"),
  "ephemeral-metadata-threads": one("threads.ephemeralMetadata"),
  "ephemeral-metadata-update-pod-retries": one("ephemeralMetadataRetries"),
  "rollout-resync": one("resync"),
  loglevel: one("logging.level"),
  logformat: one("logging.format"),
  kloglevel: one("logging.klogLevel"),
  metricsPort: one("ports.metrics", 8090),
  healthzPort: one("ports.healthz", 8080),
  "alb-ingress-classes": one("ingressClasses.alb"),
  "nginx-ingress-classes": one("ingressClasses.nginx"),
  "ingress-api-version": one("apiVersions.ingress"),
  "istio-api-version": one("apiVersions.istio"),
  "ambassador-api-version": one("apiVersions.ambassador"),
  "traffic-split-api-version": one("apiVersions.smi"),
  "appmesh-crd-version": one("apiVersions.appMesh"),
  "traefik-api-group": { option: "apiVersions.traefik", part: group },
  "traefik-api-version": one("apiVersions.traefik"),
  "aws-verify-target-group": one("aws.verifyTargetGroup"),
  "aws-target-group-binding-api-version": one("aws.targetGroupBindingApiVersion"),
  "alb-tag-key-resource-id": one("aws.albTagKeyResourceId"),
  "self-service-notification-enabled": one("selfServiceNotifications"),
  "enable-pprof-address": one("pprofAddress"),
};

/** Former names of flags. */
const former: Readonly<Record<string, string>> = {
  metricsport: "metricsPort",
  "alb-verify-weight": "aws-verify-target-group",
};

/** The option that takes the place of an argument such as `--loglevel=debug`. */
export function optionOf(argument: string): string | undefined {
  const flag = flagOf(argument);
  return flag === undefined ? undefined : flagOptions[former[flag] ?? flag]?.option;
}

/** The flag of an argument; undefined for a value that stands by itself. */
export function flagOf(argument: string): string | undefined {
  return /^--?([^=]+)/.exec(argument)?.[1];
}
