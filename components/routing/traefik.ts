import * as pulumi from "@pulumi/pulumi";
import { type TraefikRoute, traefikOf } from "../config";
import { type Manifest, metadata, said, type Subject } from "../manifests";
import type { Router } from "./router";

const apiVersion = "traefik.io/v1alpha1";

/** An IngressRoute to a TraefikService, whose weights the controller itself writes. */
export const traefik: Router = (subject, { backends, preview }) => {
  const settings = traefikOf(subject.service);
  if (settings === undefined) return [];
  const { priority } = settings;
  const server = { port: subject.service.service.port, ...said(settings, "scheme") };
  // Upstream: docs of the controller leave the weights out; without one Traefik takes 1 for each.
  const services = backends.map(({ service }) => ({ name: service, ...server }));
  const traefikService = {
    apiVersion,
    kind: "TraefikService",
    metadata: metadata(subject),
    spec: { weighted: { services, ...said(settings, "sticky") } },
  };
  const toBoth = { kind: "TraefikService", name: subject.name };
  return [
    traefikService,
    ingressRoute(subject, settings, "", { ...(priority !== undefined && { priority }), services: [toBoth] }),
    ...(settings.preview === undefined || preview === undefined
      ? []
      : [
          ingressRoute(subject, previewOf(settings, settings.preview), "-preview", {
            services: [{ kind: "Service", name: preview, ...server }],
          }),
        ]),
  ];
};

/** What it does not say is as in the service's own route. */
function previewOf({ entryPoints, middlewares, tls }: TraefikRoute, preview: TraefikRoute): TraefikRoute {
  const inherited = {
    ...(entryPoints && { entryPoints }),
    ...(middlewares && { middlewares }),
    ...(tls && { tls }),
  };
  return { ...inherited, ...preview };
}

function ingressRoute(subject: Subject, route: TraefikRoute, suffix: string, target: object): Manifest {
  const { annotations, tls } = route;
  return {
    apiVersion,
    kind: "IngressRoute",
    metadata: metadata(subject, { suffix, ...(annotations && { annotations }) }),
    spec: {
      ...said(route, "entryPoints"),
      routes: [{ kind: "Rule", match: matchOf(route), ...said(route, "middlewares"), ...target }],
      ...(tls && { tls }),
    },
  };
}

function matchOf({ hosts = [], match }: TraefikRoute): pulumi.Input<string> {
  const ofHosts = hosts.map((host) => written`Host(\`${host}\`)`);
  const [first, ...others] = ofHosts;
  if (first === undefined) return match ?? "";
  const any = others.reduce<pulumi.Input<string>>((all, one) => written`${all} || ${one}`, first);
  if (match === undefined) return any;
  return written`(${any}) && (${match})`;
}

/** Plain where all parts are: so a preview shows it. */
function written(words: TemplateStringsArray, ...parts: pulumi.Input<string>[]): pulumi.Input<string> {
  const plain = parts.filter((part) => typeof part === "string");
  return plain.length === parts.length
    ? String.raw({ raw: words }, ...plain)
    : pulumi.interpolate(words, ...parts);
}
