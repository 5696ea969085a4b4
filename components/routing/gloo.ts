import { servicePort } from "../config";
import { metadata, said } from "../manifests";
import { knownNamespace } from "./full-name";
import type { Router } from "./router";

const everyPath = [{ uri: { prefix: "/" } }];

/** A RouteTable of Gloo Platform. Its weights are written by the controller's Gloo plugin. */
export const gloo: Router = (subject, { backends }) => {
  const { name, namespace, service } = subject;
  const { gloo: values } = service.routing;
  if (values?.enabled !== true) return [];
  const { http = [{ name }], port: wanted, annotations, labels } = values;
  const port = { number: servicePort(service, wanted) ?? service.service.port };
  const destinations = backends.map(({ service: backend, weight }) => ({
    kind: "SERVICE",
    ref: { name: backend, namespace: knownNamespace(subject) },
    port,
    ...(weight !== undefined && { weight }),
  }));
  const common = metadata(subject, { ...(annotations && { annotations }), ...(labels && { labels }) });
  return [
    {
      apiVersion: "networking.gloo.solo.io/v2",
      kind: "RouteTable",
      metadata: { ...common, namespace: values.namespace ?? namespace },
      spec: {
        ...said(values, "hosts", "virtualGateways"),
        http: http.map(({ matchers = everyPath, options, ...route }) => ({
          ...route,
          matchers,
          forwardTo: { ...options, destinations },
        })),
      },
    },
  ];
};
