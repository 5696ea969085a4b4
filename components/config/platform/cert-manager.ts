import { z } from "zod";
import { freeForm, objectName } from "../scalars";

/** cert-manager, which gets certificates and renews them. */
export const certManager = z.strictObject({
  install: z.boolean().default(true).describe("False: it is there already."),
  version: z
    .string()
    .regex(/^v?\d+\.\d+\.\d+(-[\w.]+)?$/, { error: 'expected a release such as "v1.21.2"' })
    .optional()
    .describe("Version of its chart. Default: the newest."),
  namespace: objectName.default("cert-manager").describe("Its namespace. Made by the stack."),
  values: freeForm
    .default({})
    .describe(
      "More arguments of the component `CertManager` of `@pulumi/kubernetes-cert-manager`, by its own names.",
    ),
});
export type CertManagerConfig = z.output<typeof certManager>;
