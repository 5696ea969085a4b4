import { metadata } from "../manifests";
import type { Router } from "./router";

const GROUP = "gateway.networking.k8s.io";
const everyPath = [{ path: { type: "PathPrefix", value: "/" } }];

/** An HTTPRoute. Its weights are written by the controller's Gateway API plugin. */
export const gatewayApi: Router = (subject, { backends }) => {
  const { enabled, parentRefs, hostnames, matches = everyPath, annotations } = subject.service.httpRoute;
  if (!enabled) return [];
  return [
    {
      apiVersion: `${GROUP}/v1`,
      kind: "HTTPRoute",
      metadata: metadata(subject, { ...(annotations && { annotations }) }),
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
            backendRefs: backends.map(({ service: name, weight = 1 }) => ({
              group: "",
              kind: "Service",
              name,
              port: subject.service.service.port,
              weight,
            })),
          },
        ],
      },
    },
  ];
};
