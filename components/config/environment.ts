import { z } from "zod";
import { analysisSecrets } from "./analysis-secrets";
import { controller } from "./controller/controller";
import { namespaceAnnotations, namespaceLabels, podSecurity } from "./namespace";
import { ruleSettings } from "./rule-settings";
import { serviceName } from "./service-name";
import { clusterKeys, controllerKeys, stackName, templateKeys } from "./stack-keys";

export const DEFAULT_CATALOG = "stacks/catalog";

/** Values of a service, checked when all layers are merged. */
const values = z.record(z.string(), z.json());

/** What one environment stack says. */
export const environment = z.strictObject({
  role: z
    .literal("environment", { error: "expected environment or platform" })
    .default("environment")
    .describe("What the stack is for. `platform`: what a cluster needs once, with other keys."),
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
