import { appMeshOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const appMeshPort: Rule<ServiceScope> = {
  id: "app-mesh-port",
  severity: "error",
  what: "A service in App Mesh has another port than its container.",
  why: "A VirtualNode has one port, for the Service that is called and for the pods: one of them does not answer.",
  upstream: "aws-app-mesh-controller-for-k8s: VirtualNode, listeners and serviceDiscovery.dns",
  *check({ service }) {
    const { port, targetPort = port } = service.service;
    if (appMeshOf(service) === undefined || targetPort === port) return;
    yield {
      path: ["service", "targetPort"],
      reason: `${targetPort} is not service.port, ${port}.`,
      hint: "Give both the same port.",
    };
  },
};
