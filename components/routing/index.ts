export { missingKindFindings } from "./missing-kinds";
export { type Route } from "./live/with-live";
export { renderRoutes, routeQueriesOf } from "./routes";
