import { isDataObject } from "../../../components/config";
import type { WatchedRoute } from "./route-watch";

/** The VirtualService of the service `pay`. */
export const virtualService: WatchedRoute = {
  api: "/apis/networking.istio.io/v1",
  plural: "virtualservices",
  name: "pay",
  servicesOf: ({ spec }) => {
    const destinations: unknown = Object(spec).http.flatMap(({ route }: { route: unknown }) => route);
    return Array.isArray(destinations)
      ? destinations
          .filter((one) => isDataObject(one) && one["weight"] !== 0)
          .map((one) => String(Object(one).destination.host))
      : [];
  },
};

/** Its Ingress. */
export const ingress: WatchedRoute = {
  api: "/apis/networking.k8s.io/v1",
  plural: "ingresses",
  name: "pay",
  servicesOf: ({ spec }) =>
    Object(spec).rules.flatMap(({ http }: { http: { paths: readonly { backend: unknown }[] } }) =>
      http.paths.map(({ backend }) => String(Object(backend).service.name)),
    ),
};
