import type { Manifest } from "../manifests";
import type { Install } from "./install";

const dns = { ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })) };

/** One for all controllers of an install. A kubelet is not kept from its probes, others may ask `/healthz` as well. */
export function renderNetworkPolicy({ controller, podLabels }: Install): Manifest[] {
  const { enabled, metricsFrom, egress } = controller.networkPolicy;
  if (!enabled) return [];
  const port = (name: string) => ({ protocol: "TCP", port: name });
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "argo-rollouts", namespace: controller.namespace },
      spec: {
        podSelector: { matchLabels: podLabels },
        policyTypes: egress === undefined ? ["Ingress"] : ["Ingress", "Egress"],
        ingress: [
          { ports: [port("healthz")] },
          ...(metricsFrom.length > 0 ? [{ from: metricsFrom, ports: [port("metrics")] }] : []),
        ],
        ...(egress && { egress: [dns, ...egress] }),
      },
    },
  ];
}
