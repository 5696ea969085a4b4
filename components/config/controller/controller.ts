import { z } from "zod";
import { alerts } from "./alerts";
import { grafana } from "./grafana";
import { instanceId } from "./instances";
import { manifestSource, oneSource, oneSourceError } from "./manifest-source";
import { metrics } from "./metrics";
import { notifications } from "./notifications";
import { plugins } from "./plugins";

/** The release of Argo Rollouts that this package is made for and tested with. */
export const ROLLOUTS_VERSION = "1.10.1";

const manifest = manifestSource.refine(oneSource, oneSourceError);

/** The Argo Rollouts controller of a cluster. */
export const controller = z.strictObject({
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, { error: `expected a release such as "${ROLLOUTS_VERSION}"` })
    .default(ROLLOUTS_VERSION)
    .describe("Release of Argo Rollouts; also the tag of the controller's image."),
  manifest: manifest.prefault({}).describe("The release manifest."),
  namespace: z.string().min(1).default("argo-rollouts").describe("Namespace of the controller."),
  createNamespace: z.boolean().default(true).describe("False: the namespace is there already."),
  rollouts: z.int().min(0).default(0).describe("Number of Rollouts that the controller is sized for."),
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
  alerts: alerts.prefault({}).describe("Alerts about the controller and what it works on: docs/alerts.md."),
  grafana: grafana
    .prefault({})
    .describe("A dashboard for Grafana about the controller and what it works on."),
  notifications: notifications
    .prefault({})
    .describe("What the controller tells people about Rollouts: docs/notifications.md."),
  crds: z
    .strictObject({
      install: z.boolean().default(true).describe("False: the CRDs are there already."),
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
