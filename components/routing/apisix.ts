import { type ApisixConfig, apisixOf } from "../config";
import { type Manifest, metadata, said, type Subject } from "../manifests";
import type { Router } from "./router";

type Route = Omit<ApisixConfig, "enabled" | "preview">;

/** An ApisixRoute. The controller writes its weights; upstream asks to leave them out, and all are the same then. */
export const apisix: Router = (subject, { backends, preview }) => {
  const block = apisixOf(subject.service);
  if (block === undefined) return [];
  const services = backends.map(({ service }) => service);
  const own = renderRoute(subject, "", block, services);
  return preview === undefined || block.preview === undefined
    ? [own]
    : [own, renderRoute(subject, "-preview", block.preview, [preview])];
};

function renderRoute(subject: Subject, suffix: string, route: Route, services: readonly string[]): Manifest {
  const { annotations, hosts, paths, plugins } = route;
  return {
    apiVersion: "apisix.apache.org/v2",
    kind: "ApisixRoute",
    metadata: metadata(subject, { suffix, ...(annotations && { annotations }) }),
    spec: {
      ...said(route, "ingressClassName"),
      http: [
        {
          name: subject.name,
          match: { paths, ...(hosts.length > 0 && { hosts }) },
          ...said(route, "websocket"),
          backends: services.map((serviceName) => ({
            serviceName,
            servicePort: subject.service.service.port,
          })),
          ...(Object.keys(plugins).length > 0 && {
            plugins: Object.entries(plugins).map(([name, config]) => ({ name, enable: true, config })),
          }),
        },
      ],
    },
  };
}
