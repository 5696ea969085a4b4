import { listOf } from "./by-name";
import type { Fields } from "./deployment";

const READ = ["get", "list", "watch"];

/** API group -> the built-in router that alone does anything in it. */
const routerOf: Readonly<Record<string, string>> = {
  "networking.istio.io": "istio",
  "elbv2.k8s.aws": "alb",
  "eks.amazonaws.com": "alb",
  "split.smi-spec.io": "smi",
  "getambassador.io": "ambassador",
  "x.getambassador.io": "ambassador",
  "apisix.apache.org": "apisix",
  "traefik.containo.us": "traefik",
  "traefik.io": "traefik",
  "appmesh.k8s.aws": "appMesh",
};

/** Rules of the controller's role without what only other routers than the used ones need. */
export function rulesFor(rules: unknown, used: readonly string[]): Fields[] {
  const isUsed = (...routers: string[]) => routers.some((router) => used.includes(router));
  const isNeeded = (group: string) => isUsed(routerOf[group] ?? "") || !Object.hasOwn(routerOf, group);
  return listOf(rules).flatMap((rule) => {
    const groups = texts(rule["apiGroups"]);
    const resources = texts(rule["resources"]).join();
    if (groups.length > 0 && !groups.some(isNeeded)) return [];
    // Asked when a load balancer's targets are held against a Service's.
    if (resources === "endpoints" && !isUsed("alb")) return [];
    // The controller waits for its list of Ingresses whoever splits the traffic.
    if (resources === "ingresses" && !isUsed("nginx", "alb")) return [{ ...rule, verbs: READ }];
    return [rule];
  });
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
