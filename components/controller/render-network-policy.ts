import type { ControllerConfig, DataObject } from "../config";
import type { Manifest } from "../manifests";
import type { Install } from "./install";

const dns = { ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })) };

/** One for all controllers of an install. A kubelet is not kept from its probes, others may ask `/healthz` as well. */
export function renderNetworkPolicy({ controller, podLabels }: Install): Manifest[] {
  const { metricsFrom } = controller.networkPolicy;
  return policyFor(controller, { name: "argo-rollouts", pods: podLabels }, [
    { ports: [tcp("healthz")] },
    ...(metricsFrom.length > 0 ? [{ from: metricsFrom, ports: [tcp("metrics")] }] : []),
  ]);
}

export function tcp(port: string | number) {
  return { protocol: "TCP", port };
}

/** Where policies are on: who may call the pods. They themselves may call whom the controllers may. */
export function policyFor(
  { namespace, networkPolicy: { enabled, egress } }: ControllerConfig,
  { name, pods }: { readonly name: string; readonly pods: DataObject },
  ingress: readonly object[],
): Manifest[] {
  if (!enabled) return [];
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name, namespace },
      spec: {
        podSelector: { matchLabels: pods },
        policyTypes: egress === undefined ? ["Ingress"] : ["Ingress", "Egress"],
        ingress,
        ...(egress && { egress: [dns, ...egress] }),
      },
    },
  ];
}
