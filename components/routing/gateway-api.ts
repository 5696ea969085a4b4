import type { Router } from "./router";

const GROUP = "gateway.networking.k8s.io";
const everyPath = [{ path: { type: "PathPrefix", value: "/" } }];

/** An HTTPRoute. Its weights are written by the controller's Gateway API plugin. */
export const gatewayApi: Router = {
  isUsed: ({ httpRoute }) => httpRoute.enabled,
  weightsAt: "spec.rules",
  render({ service: { httpRoute, service } }, metadata, backends) {
    const { parentRefs, hostnames, matches = everyPath, annotations } = httpRoute;
    return {
      apiVersion: `${GROUP}/v1`,
      kind: "HTTPRoute",
      metadata: { ...metadata, ...(annotations && { annotations }) },
      // What the API server would fill in is spelled out, so that the live object differs in weights alone.
      spec: {
        parentRefs: parentRefs.map((ref) => ({
          group: ref.kind === "Service" ? "" : GROUP,
          kind: "Gateway",
          ...ref,
        })),
        ...(hostnames && { hostnames }),
        rules: [
          {
            matches,
            backendRefs: backends.map(({ service: name, weight }) => ({
              group: "",
              kind: "Service",
              name,
              port: service.port,
              ...(weight !== undefined && { weight }),
            })),
          },
        ],
      },
    };
  },
};
