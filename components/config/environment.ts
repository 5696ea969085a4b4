import { z } from "zod";
import { analysisSecrets } from "./analysis-secrets";
import { controller } from "./controller/controller";
import { freeze } from "./freeze";
import { namespaceAnnotations, namespaceLabels, podSecurity } from "./namespace";
import { ownStacks, roles, selection } from "./own-stacks";
import { promotion } from "./promotion";
import { ruleSettings } from "./rule-settings";
import { serviceName } from "./service-name";
import { clusterKeys, controllerKeys, stackName, templateKeys } from "./stack-keys";

export const DEFAULT_CATALOG = "stacks/catalog";

/** Values of a service, checked when all layers are merged. */
const values = z.record(z.string(), z.json());

/** What one environment stack says. */
export const environment = z.strictObject({
  role: z
    .enum(roles, { error: "expected environment, services, service or platform" })
    .default("environment")
    .describe(
      "What the stack is for. `environment`: the namespace, the controller unless it is elsewhere, and all services but those of `ownStacks`. `services`, `service`: nothing but the services of `selection`, or the one of `service`. `platform`: what a cluster needs once, with other keys.",
    ),
  service: serviceName.optional().describe("With `role: service`: which one."),
  selection: selection.optional().describe("With `role: services`: which ones."),
  ownStacks: ownStacks
    .default([])
    .describe(
      "Services that have stacks of their own: `all` or a list puts each into `<stack>.<service>`, `shards: 8` all of them into `<stack>.1of8` and so on, `groups` those of a group into `<stack>.<group>`. docs/fleet.md says how a service gets there.",
    ),
  environment: serviceName.describe(
    "Chooses the preset and the `values-<environment>.yaml` files. Any name: dev, staging and prod have a preset, others may have one in `environments.yaml` of the catalog.",
  ),
  namespace: z
    .string()
    .min(1)
    .optional()
    .describe("Namespace of the services. Default: the environment's name."),
  createNamespace: z
    .boolean()
    .default(true)
    .describe("False: the namespace is there already, made by the platform's stack or by somebody else."),
  podSecurity: podSecurity
    .default({})
    .describe(
      "Pod Security Standard of the namespace, where it is made here. Services are held against what it enforces.",
    ),
  namespaceLabels: namespaceLabels.default({}).describe("Labels of the namespace, where it is made here."),
  namespaceAnnotations: namespaceAnnotations
    .default({})
    .describe("Annotations of the namespace, where it is made here."),
  catalog: z
    .string()
    .min(1)
    .default(DEFAULT_CATALOG)
    .describe("Folder with one folder of values files per service, from the project's folder."),
  ...clusterKeys,
  restartRelease: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Name of the ReplicaSet of an unfinished release that a change may start again, whatever `midCanary` says. It opens nothing for the next release, so it may be given on the command line: `pulumi up --config restartRelease=pay-6b5f8c9d4`.",
    ),
  freeze: freeze
    .optional()
    .describe(
      "Holds the releases of all services until a moment: no step goes on, and a change of pods waits. What scales still scales, and a new service starts. See docs/promotion.md.",
    ),
  promotion: promotion
    .optional()
    .describe(
      "Refuses images that were not healthy in the environment before this one. Those that run here already stay. See docs/promotion.md.",
    ),
  platform: stackName
    .optional()
    .describe(
      "Another stack of this program, as `organization/project/stack`: services may name its ClusterAnalysisTemplates.",
    ),
  controller: controller
    .extend(controllerKeys)
    .prefault({})
    .describe("The Rollouts controller. `install: false` where another stack has it."),
  defaults: values.default({}).describe("Values for every service of the stack."),
  ...templateKeys,
  analysisSecrets: analysisSecrets
    .default({})
    .describe(
      "Secrets that analysis templates read in the namespace of the services: name of the Secret -> where it comes from.",
    ),
  rules: ruleSettings.default({}).describe("Weight of single rules for all services of the stack."),
  services: z
    .record(serviceName, values.nullable())
    .default({})
    .describe(
      "Values of single services; the last word. A service that is named here needs no folder in the catalog.",
    ),
});

export type EnvironmentConfig = z.output<typeof environment>;
