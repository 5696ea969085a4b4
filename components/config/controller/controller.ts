import { z } from "zod";
import { annotations } from "../labels";
import { manifestSource } from "../manifest-source";
import { namespaceAnnotations, namespaceLabels, podSecurity } from "../namespace";
import { alerts } from "./alerts";
import { dashboard } from "./dashboard";
import { deploymentKeys } from "./deployment";
import { disruptionBudget } from "./disruption-budget";
import { extraArgs } from "./extra-args";
import { flagKeys } from "./flags";
import { grafana } from "./grafana";
import { image, imagePullSecrets } from "./image";
import { instanceId } from "./instances";
import { leaderElection } from "./leader-election";
import { metrics } from "./metrics";
import { controllerNetworkPolicy } from "./network-policy";
import { notifications } from "./notifications";
import { objectKeys } from "./objects";
import { plugins } from "./plugins";
import { podKeys } from "./pod";
import { probes } from "./probes";
import { rightsKeys } from "./rights";
import { sizing } from "./sizing";

/** The release of Argo Rollouts that this package is made for and tested with. */
export const ROLLOUTS_VERSION = "1.10.1";

/** The Argo Rollouts controller of a cluster. */
export const controller = z.strictObject({
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, { error: `expected a release such as "${ROLLOUTS_VERSION}"` })
    .default(ROLLOUTS_VERSION)
    .describe("Release of Argo Rollouts; also the tag of the controller's image."),
  manifest: manifestSource.prefault({}).describe("The release manifest."),
  namespace: z.string().min(1).default("argo-rollouts").describe("Namespace of the controller."),
  createNamespace: z.boolean().default(true).describe("False: the namespace is there already."),
  rollouts: z
    .int()
    .min(0)
    .optional()
    .describe(
      "Number of Rollouts that the controller is sized for. Default: counted, from the stack's services and in the cluster.",
    ),
  sizing: sizing.prefault({}).describe("How its memory and processor time are found: docs/sizing.md."),
  podSecurity: podSecurity
    .default({ enforce: "restricted" })
    .describe(
      "Pod Security Standard of the namespace, where it is made here. Default: `enforce: restricted`, which the controller's pods meet. `{}`: no such labels.",
    ),
  namespaceLabels: namespaceLabels.default({}).describe("Labels of the namespace, where it is made here."),
  namespaceAnnotations: namespaceAnnotations
    .default({})
    .describe("Annotations of the namespace, where it is made here."),
  instanceId: instanceId
    .optional()
    .describe(
      "The controller takes the Rollouts and templates with this id as their label, and no others; those of the stack get it. With `shards` the ids begin with it. Default: it takes those without such a label.",
    ),
  shards: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe(
      "Number of controllers between which the services are divided, each with its own Deployment and id: docs/shards.md.",
    ),
  plugins: plugins.prefault({}).describe("Plugins that the controller loads."),
  metrics: metrics.prefault({}).describe("How Prometheus gets the controller's metrics."),
  ...deploymentKeys,
  leaderElection: leaderElection.prefault({}).describe("Which of the controller's pods works."),
  ...flagKeys,
  extraArgs,
  image: image.prefault({}).describe("What the controller's container runs."),
  imagePullSecrets,
  ...podKeys,
  ...objectKeys,
  ...rightsKeys,
  disruptionBudget: disruptionBudget
    .prefault({})
    .describe("How many of the controller's pods a drain of nodes may take away at the same time."),
  networkPolicy: controllerNetworkPolicy
    .prefault({})
    .describe("Who may call the controllers, and whom they may call."),
  probes: probes.prefault({}).describe("How the kubelet asks whether a controller lives."),
  alerts: alerts.prefault({}).describe("Alerts about the controller and what it works on: docs/alerts.md."),
  grafana: grafana
    .prefault({})
    .describe("A dashboard for Grafana about the controller and what it works on."),
  notifications: notifications
    .prefault({})
    .describe("What the controller tells people about Rollouts: docs/notifications.md."),
  dashboard: dashboard
    .prefault({})
    .describe("Upstream's dashboard, in which people look at Rollouts: docs/dashboard.md."),
  crds: z
    .strictObject({
      install: z.boolean().default(true).describe("False: the CRDs are there already."),
      annotations: annotations.default({}).describe("Annotations of each CRD."),
      keep: z
        .boolean()
        .default(true)
        .describe(
          "CRDs stay in the cluster when the component goes: deleting them would delete every Rollout of the cluster.",
        ),
    })
    .prefault({})
    .describe("The kinds that the controller works with."),
});

export type ControllerInput = z.input<typeof controller>;
export type ControllerConfig = z.output<typeof controller>;
