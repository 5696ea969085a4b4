import { z } from "zod";
import { lifecycle } from "../pod/lifecycle";
import { portOrName } from "../pod/names";
import { resources } from "../pod/resources";
import { volumes } from "../pod/volume";
import { peer } from "../objects/network-policy";
import { count, objectName } from "../scalars";
import { dashboardAuth, dashboardIngress, dashboardRoute, dashboardService } from "./dashboard-access";
import { deploymentKeys } from "./deployment";
import { disruptionBudget } from "./disruption-budget";
import { flagOf } from "./flag-options";
import { image } from "./image";
import { objectKeys } from "./objects";
import { podKeys } from "./pod";
import { probesFor } from "./probes";

const port = portOrName.describe("Number, or the name `dashboard`.");

/** Flag -> what stands for it. */
const said: Readonly<Record<string, string>> = {
  address: "the option address",
  "root-path": "the option rootPath",
  loglevel: "the option logging.level",
  kloglevel: "the option logging.klogLevel",
  v: "the option logging.klogLevel",
  port: "service.port: in its pod the port is always the same",
  p: "service.port: in its pod the port is always the same",
};

const extraArgs = z
  .array(z.string().min(1))
  .default([])
  .check(({ value, issues }) => {
    for (const [index, argument] of value.entries()) {
      const instead = said[flagOf(argument) ?? ""];
      if (instead === undefined) continue;
      const message = `expected ${instead}, which stands for this flag`;
      issues.push({ code: "custom", path: [index], input: argument, message });
    }
  })
  .describe("More arguments of the dashboard's program. A flag that has an option is an error.");

const dashboardImage = image.extend({
  registry: image.shape.registry.describe("Host of the registry. Default: the controller's, else `quay.io`."),
  repository: image.shape.repository.describe(
    "Name of the image in it. Default: `argoproj/kubectl-argo-rollouts`.",
  ),
});

/** Upstream's dashboard (`kubectl argo rollouts dashboard`), as it runs in a cluster. */
export const dashboard = z.strictObject({
  enabled: z.boolean().default(false).describe("True: there is a dashboard."),
  readOnly: z
    .boolean()
    .default(true)
    .describe(
      "False: whoever reaches it may promote, abort, retry, restart, undo and change images, in every Rollout that it shows.",
    ),
  createRole: z.boolean().default(true).describe("False: somebody else gives its account its rights."),
  auth: dashboardAuth
    .optional()
    .describe(
      "Who asks for a login: the dashboard does not. Needed where it is reached from outside of the cluster.",
    ),
  rootPath: z
    .string()
    .regex(/^\/?([\w.~-]+(\/[\w.~-]+)*)?$/, { error: "expected a path such as rollouts" })
    .default("rollouts")
    .describe('Path below which it is served. `""`: all of the host.'),
  address: z
    .enum(["0.0.0.0", "::"])
    .default("0.0.0.0")
    .describe("Address on which it listens. `::` where pods have IPv6."),
  logging: z
    .strictObject({
      level: z.enum(["debug", "info", "warn", "error"]).optional().describe("Default info."),
      klogLevel: count.optional().describe("How much the Kubernetes client says. Default 0."),
    })
    .prefault({})
    .describe("What it says."),
  extraArgs,
  image: dashboardImage.prefault({}).describe("What its container runs: the controller's `version`."),
  imagePullSecrets: z
    .array(objectName)
    .optional()
    .describe("Names of Secrets with which images are fetched. Default: the controller's."),
  ...deploymentKeys,
  strategy: deploymentKeys.strategy.describe("How its pods are replaced."),
  progressDeadlineSeconds: deploymentKeys.progressDeadlineSeconds.describe(
    "Seconds without progress after which an `up` of the dashboard has failed.",
  ),
  revisionHistoryLimit: deploymentKeys.revisionHistoryLimit.describe(
    "Old ReplicaSets that are kept. Default 10.",
  ),
  replicas: count.default(1).describe("Its pods. Each answers by itself."),
  ...podKeys,
  resources: resources
    .default({ requests: { cpu: "20m", memory: "64Mi" } })
    .describe("CPU, memory and other resources."),
  extraVolumes: volumes.describe("Volumes, and where it sees them."),
  lifecycle: lifecycle(port).describe("What runs when its container starts and ends."),
  probes: probesFor(port, {
    liveness: "a connection to its port",
    readiness: "its version, by its API; the cluster's is not asked",
  })
    .prefault({})
    .describe("How the kubelet asks whether it lives."),
  ...pickedObjectKeys(),
  disruptionBudget: disruptionBudget
    .prefault({})
    .describe("How many of its pods a drain of nodes may take away at the same time."),
  service: dashboardService.prefault({}).describe("Its Service."),
  httpRoute: dashboardRoute.optional().describe("An HTTPRoute to it (`gateway.networking.k8s.io/v1`)."),
  ingress: dashboardIngress.optional().describe("An Ingress to it (`networking.k8s.io/v1`)."),
  allowFrom: z
    .array(peer)
    .default([])
    .describe(
      "Who may call its pods where `controller.networkPolicy` is on, such as the Gateway's. Default then: nobody.",
    ),
});
export type DashboardConfig = z.output<typeof dashboard>;

function pickedObjectKeys() {
  const { deploymentLabels, deploymentAnnotations, podLabels, podAnnotations, serviceAccount } = objectKeys;
  return {
    deploymentLabels: deploymentLabels.describe("Labels of its Deployment alone."),
    deploymentAnnotations: deploymentAnnotations.describe("Annotations of its Deployment alone."),
    podLabels: podLabels.describe("Labels of its pods alone."),
    podAnnotations: podAnnotations.describe("Annotations of its pods. A change replaces them."),
    serviceAccount: serviceAccount.describe("Its identity. Default name: `argo-rollouts-dashboard`."),
  };
}

/** How it can be reached from outside of the cluster, as paths in its config. */
export function exposuresOf({ service, httpRoute, ingress }: DashboardConfig): readonly string[][] {
  return [
    ...(httpRoute?.enabled ? [["httpRoute"]] : []),
    ...(ingress?.enabled ? [["ingress"]] : []),
    ...(service.type === "ClusterIP" ? [] : [["service", "type"]]),
    ...(service.externalIPs.length > 0 ? [["service", "externalIPs"]] : []),
  ];
}
