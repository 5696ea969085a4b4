import { z } from "zod";
import { leaf } from "../leaf";
import { freeForm, labels, name } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";

/** The service's objects for AWS App Mesh (`appmesh.k8s.aws/v1beta2`), which AWS has ended. */
export const appMesh = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  awsName: leaf(name)
    .optional()
    .describe("Name in App Mesh, by which clients call. Default: `<service>.<namespace>`."),
  prefix: name.default("/").describe("Beginning of the paths that the route takes."),
  timeout: freeForm.optional().describe("`HTTPTimeout` as in App Mesh."),
  retryPolicy: freeForm.optional().describe("`HTTPRetryPolicy` as in App Mesh."),
  backends: z.array(freeForm).optional().describe("`Backend` entries as in App Mesh: what the pods call."),
  annotations: labels.optional().describe("Annotations of the VirtualService."),
});
export type AppMeshConfig = z.output<typeof appMesh>;

/** Undefined: the service is not in the mesh. */
export function appMeshOf({ routing }: ServiceConfig): AppMeshConfig | undefined {
  return routing.appMesh?.enabled === true ? routing.appMesh : undefined;
}

export const appMeshBlock: RouterBlock = (service, config) =>
  appMeshOf(config) && {
    appMesh: {
      virtualService: { name: service },
      virtualNodeGroup: {
        stableVirtualNodeRef: { name: `${service}-stable` },
        canaryVirtualNodeRef: { name: `${service}-canary` },
      },
    },
  };
