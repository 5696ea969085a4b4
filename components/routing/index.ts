export { renderRoutes, type Route } from "./routes";
