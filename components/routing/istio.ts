import { ISTIO_ROUTE, type IstioConfig, istioOf } from "../config";
import { type Manifest, metadata, said, type Subject } from "../manifests";
import type { Backend } from "./backends";
import { destinationRules } from "./istio-destination-rules";
import { type Destination, destinationOf, hostOf, previewOf, splitOf } from "./istio-destinations";
import type { Router, Traffic } from "./router";

/** A VirtualService, whose weights the controller itself writes, and what it needs beside it. */
export const istio: Router = (subject, traffic) => {
  const settings = istioOf(subject.service);
  if (settings === undefined) return [];
  const { hosts = [hostOf(subject, settings, subject.name)], gateways, delegate, http } = settings;
  const at = destinationOf(subject, settings);
  const split = splitOf(subject, settings, traffic.backends);
  const main = virtualService(subject, settings, settings.name ?? subject.name, settings.annotations, {
    ...(!delegate && { hosts, ...(gateways && { gateways }) }),
    ...(http.length > 0 && { http: http.map((route) => httpRoute(route, split, at)) }),
    ...connections(settings, split, at),
  });
  return [
    ...destinationRules(subject, settings, traffic),
    main,
    ...previewRoute(subject, settings, traffic, at),
  ];
};

function virtualService(
  subject: Subject,
  { namespace }: IstioConfig,
  name: string,
  annotations: IstioConfig["annotations"],
  spec: object,
): Manifest {
  const common = metadata(subject, { ...(annotations && { annotations }) });
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { ...common, name, ...(namespace !== undefined && { namespace }) },
    spec,
  };
}

type At = (backend: Backend, port?: number) => Destination;

function httpRoute(
  { servicePort, mirrorPercentage, ...others }: IstioConfig["http"][number],
  split: readonly Backend[],
  at: At,
) {
  return {
    ...others,
    ...(mirrorPercentage !== undefined && { mirrorPercentage: { value: mirrorPercentage } }),
    route: split.map((backend) => at(backend, servicePort)),
  };
}

/** The controller finds these routes by what they match. */
function connections({ tls, tcp }: IstioConfig, split: readonly Backend[], at: At) {
  const to = (port: number) => split.map((backend) => at(backend, port));
  return said(
    {
      tls: tls.map(({ port, sniHosts, servicePort = port }) => ({
        match: [{ port, sniHosts }],
        route: to(servicePort),
      })),
      tcp: tcp.map(({ port, servicePort = port }) => ({ match: [{ port }], route: to(servicePort) })),
    },
    "tls",
    "tcp",
  );
}

/** A route of its own: in the one that it steers the controller takes out what leads to one version alone. */
function previewRoute(subject: Subject, settings: IstioConfig, traffic: Traffic, at: At): Manifest[] {
  const backend = previewOf(subject, traffic);
  if (settings.preview === undefined || backend === undefined) return [];
  const { hosts, gateways, annotations } = settings.preview;
  const http = settings.http.length > 0 ? settings.http : [{ name: ISTIO_ROUTE }];
  return [
    virtualService(subject, settings, `${subject.name}-preview`, annotations, {
      hosts,
      ...(gateways && { gateways }),
      http: http.map((route) => httpRoute(route, [backend], at)),
    }),
  ];
}
