import type * as pulumi from "@pulumi/pulumi";
import { deliveryOf, type IstioConfig } from "../config";
import type { Subject } from "../manifests";
import { type Backend, weighted } from "./backends";
import { fullName } from "./full-name";
import type { Traffic } from "./router";

/** Upstream: Istio `HTTPRouteDestination` and `RouteDestination`. */
export interface Destination {
  readonly destination: {
    readonly host: pulumi.Input<string>;
    readonly subset?: string;
    readonly port?: { readonly number: number };
  };
  readonly weight?: number;
}

/** Istio looks for a short name in the namespace of the object that says it, and takes one with dots as it is. */
export function hostOf(
  subject: Subject,
  { namespace, clusterDomain }: IstioConfig,
  service: string,
): pulumi.Input<string> {
  return namespace === undefined ? service : fullName(subject, service, clusterDomain);
}

export function destinationOf(subject: Subject, settings: IstioConfig) {
  return ({ service, subset, weight }: Backend, port?: number): Destination => ({
    destination: {
      host: hostOf(subject, settings, service),
      ...(subset !== undefined && { subset }),
      ...(port !== undefined && { port: { number: port } }),
    },
    ...(weight !== undefined && { weight }),
  });
}

/** Where a route leads; the share of further subsets is taken from the stable version, as the controller counts. */
export function splitOf(
  subject: Subject,
  { subsets }: IstioConfig,
  backends: readonly Backend[],
): readonly Backend[] {
  const { versions = backends } = subsetsOf(subject) ?? {};
  const further = (subsets?.additional ?? []).flatMap(({ name, weight }) =>
    weight === undefined ? [] : [{ service: subject.name, subset: name, weight }],
  );
  const taken = further.reduce((sum, { weight }) => sum + weight, 0);
  if (taken === 0) return [...versions, ...further];
  const [stable, ...others] = versions;
  if (stable === undefined) return further;
  return [{ ...stable, weight: (stable.weight ?? 100) - taken }, ...others, ...further];
}

/** What shows the new version alone. */
export function previewOf(subject: Subject, { preview }: Traffic): Backend | undefined {
  return subsetsOf(subject)?.preview ?? (preview === undefined ? undefined : { service: preview });
}

/** With a DestinationRule the controller looks for its subsets in the route, whatever Services there are. */
function subsetsOf({ name, service }: Subject) {
  const delivery = deliveryOf(name, service);
  const rule = delivery.kind === "canary" && delivery.canary.trafficRouting?.istio?.destinationRule;
  if (!rule) return undefined;
  const stable: Backend = { service: name, subset: rule.stableSubsetName };
  const canary: Backend = { service: name, subset: rule.canarySubsetName };
  return { versions: weighted([stable, canary]), preview: canary };
}
