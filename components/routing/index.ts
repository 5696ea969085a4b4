export { missingKindFindings } from "./missing-kinds";
export { routeQueries } from "./route-queries";
export { type Route } from "./live/with-live";
export { renderRoutes, routeQueriesOf } from "./routes";
