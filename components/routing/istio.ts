import { deliveryOf, ISTIO_ROUTE, usesVirtualService } from "../config";
import { metadata, type Subject } from "../manifests";
import { type Backend, weighted } from "./backends";
import type { Router } from "./router";

/** A VirtualService. Its weights are written by the controller itself. */
export const istio: Router = (subject, { backends }) => {
  if (!usesVirtualService(subject.service)) return [];
  const { hosts = [subject.name], gateways, annotations } = subject.service["cw-istio"].virtualService;
  return [
    {
      apiVersion: "networking.istio.io/v1",
      kind: "VirtualService",
      metadata: metadata(subject, { ...(annotations && { annotations }) }),
      spec: {
        hosts,
        ...(gateways && { gateways }),
        http: [{ name: ISTIO_ROUTE, route: (subsetsOf(subject) ?? backends).map(destination) }],
      },
    },
  ];
};

function destination({ service: host, subset, weight }: Backend) {
  return {
    destination: { host, ...(subset !== undefined && { subset }) },
    ...(weight !== undefined && { weight }),
  };
}

/** With a DestinationRule the controller looks for its subsets in the route, whatever Services there are. */
function subsetsOf({ name, service }: Subject): Backend[] | undefined {
  const delivery = deliveryOf(name, service);
  const rule = delivery.kind === "canary" && delivery.canary.trafficRouting?.istio?.destinationRule;
  if (!rule) return undefined;
  const { stableSubsetName, canarySubsetName } = rule;
  return weighted([
    { service: name, subset: stableSubsetName },
    { service: name, subset: canarySubsetName },
  ]);
}
