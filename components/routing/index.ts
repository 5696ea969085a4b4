export { missingKindFindings } from "./missing-kinds";
export { trafficOf } from "./backends";
export { routeQueries } from "./route-queries";
export { writtenPaths } from "./live/written-paths";
export { type Route, withLive } from "./live/with-live";
export { renderRoutes, routeQueriesOf } from "./routes";
export { backendRef, routeTo } from "./gateway-api";
export { ingressTo, withoutWait } from "./ingress";
