import { z } from "zod";
import { peer, policyPort } from "../objects/network-policy";

const peers = z.array(peer);

/** A NetworkPolicy (`networking.k8s.io/v1`) for the controllers' pods. */
export const controllerNetworkPolicy = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe(
      "True: nobody calls the controllers but for `/healthz`, and those who are named here for `/metrics`.",
    ),
  metricsFrom: peers
    .default([])
    .describe("Who may read the metrics, such as the namespace of Prometheus. Default: nobody."),
  egress: z
    .array(
      z.strictObject({
        to: peers.optional().describe("Who may be called. Default: everyone."),
        ports: z.array(policyPort).optional().describe("Ports that may be called. Default: every one."),
      }),
    )
    .optional()
    .describe(
      "Whom the controllers may call beside DNS: the API server, and what measures and notifies (Prometheus, Datadog, Slack, ...). Default: everyone. `[]`: DNS alone, with which no controller works.",
    ),
});
