import { deliveryOf, type IstioConfig } from "../config";
import { type Manifest, metadata, selectorLabels, type Subject } from "../manifests";
import { hostOf } from "./istio-destinations";
import type { Traffic } from "./router";

/** Named like the Services that they are about. The subsets of both versions are those of the apex. */
export function destinationRules(subject: Subject, settings: IstioConfig, traffic: Traffic): Manifest[] {
  const { subsets, trafficPolicy } = settings;
  const others = [...traffic.backends.map(({ service }) => service), traffic.preview];
  const services = trafficPolicy === undefined ? [] : others.filter((one) => one !== undefined);
  const apex = subsets === undefined && trafficPolicy === undefined ? [] : [subject.name];
  const rules = [...new Set([...apex, ...services])].map((service) => ({
    name: service,
    service,
    spec: {
      ...(trafficPolicy && { trafficPolicy }),
      ...(subsets && service === subject.name && { subsets: versionsOf(subject, subsets) }),
    },
  }));
  // The controller takes subsets that it does not know out of its own DestinationRule.
  const { additional = [] } = subsets ?? {};
  const further = additional.map(({ name, labels }) => ({ name, labels }));
  const extra = { name: `${subject.name}-extra`, service: subject.name, spec: { subsets: further } };
  return [...rules, ...(further.length > 0 ? [extra] : [])].map(({ name, service, spec }) => ({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { ...metadata(subject), name },
    spec: { host: hostOf(subject, settings, service), ...spec },
  }));
}

/**
 * The controller adds its pod hash to both. Only a canary has both: so a switch to it ships the list anew, without a hash
 * that an earlier canary left behind.
 */
function versionsOf(subject: Subject, { stable, canary }: NonNullable<IstioConfig["subsets"]>) {
  const { name, service } = subject;
  const names = deliveryOf(name, service).kind === "canary" ? [stable, canary] : [stable];
  const labels = service.service.selector ?? selectorLabels(subject);
  return names.map((version) => ({ name: version, labels }));
}
