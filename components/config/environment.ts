import { z } from "zod";
import { controller } from "./controller";
import { serviceName } from "./service-name";

/** Values of a service, checked when all layers are merged. */
const values = z.record(z.string(), z.json());

/** What one environment stack says. */
export const environment = z.strictObject({
  /** Chooses the preset and the `values-<environment>.yaml` files. Any name; those with a preset are dev, staging, prod. */
  environment: serviceName,
  /** Namespace of the services. Made by the stack. Default: the environment's name. */
  namespace: z.string().min(1).optional(),
  /** Folder with one folder of values files per service, from the project's folder. */
  catalog: z.string().min(1).default("stacks/catalog"),
  /** Path or content of a kubeconfig. Default: what `kubectl` would use. */
  kubeconfig: z.string().min(1).optional(),
  /** Context in the kubeconfig. Default: its current context. */
  context: z.string().min(1).optional(),
  /** The Rollouts controller. `install: false` where another stack has it. */
  controller: controller.extend({ install: z.boolean().default(true) }).prefault({}),
  /** Values for every service of the stack. */
  defaults: values.default({}),
  /** Values of single services; the last word. A service that is named here needs no folder in the catalog. */
  services: z.record(serviceName, values.nullable()).default({}),
});

export type EnvironmentConfig = z.output<typeof environment>;
