import type { RouteQuery } from "../../cluster";
import { deliveryOf, type TrafficRouting } from "../../config";
import type { Subject } from "../../manifests";

/** Kinds of which the controller makes all objects itself: there are none of ours, and yet the cluster must have them. */
const kinds: Readonly<Partial<Record<keyof TrafficRouting, RouteQuery>>> = {
  // Upstream: `DefaultSMITrafficSplitVersion`.
  smi: { apiVersion: "split.smi-spec.io/v1alpha1", kind: "TrafficSplit", plural: "trafficsplits" },
};

export function kindsMadeByController({ name, service }: Subject): RouteQuery[] {
  const delivery = deliveryOf(name, service);
  if (delivery.kind !== "canary") return [];
  const routing = delivery.canary.trafficRouting ?? {};
  return Object.entries(kinds).flatMap(([router, query]) => (Object.hasOwn(routing, router) ? [query] : []));
}
