import type { DataFile } from "./tools";

const gatewayApiKinds = [
  ...["gatewayclasses", "gateways", "listenersets", "referencegrants", "backendtlspolicies"],
  ...["httproutes", "grpcroutes", "tcproutes", "tlsroutes"],
];

/**
 * CustomResourceDefinitions of traffic routers: what their objects are held against. A plane hands those of the Gateway API out;
 * for the others tests alone ask.
 */
export const routerDefinitions = {
  /** The experimental channel: it alone still serves the TCPRoutes and TLSRoutes that the controller's plugin reads. */
  "gateway-api-crds.yaml": {
    kind: "data",
    version: "1.6.3",
    module: "gateway-api",
    from: "sigs.k8s.io/gateway-api",
    files: gatewayApiKinds.map((kind) => `config/crd/experimental/gateway.networking.k8s.io_${kind}.yaml`),
  },
  "istio-crds.yaml": {
    kind: "data",
    version: "1.31.1",
    module: "istio-api",
    from: "istio.io/api",
    files: ["kubernetes/customresourcedefinitions.gen.yaml"],
  },
  "traefik-crds.yaml": {
    kind: "data",
    version: "3.7.13",
    module: "traefik",
    from: "github.com/traefik/traefik/v3",
    files: ["docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml"],
  },
  /** APISIX's own, as the controller's end-to-end tests use them: its ingress controller is no public Go module. */
  "apisix-crds.yaml": {
    kind: "data",
    version: "1.10.1",
    module: "argo-rollouts",
    from: "github.com/argoproj/argo-rollouts",
    files: ["test/e2e/crds/apisix.yaml"],
  },
} as const satisfies Record<string, DataFile>;
