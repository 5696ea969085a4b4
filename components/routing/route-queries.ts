import type { RouteQuery } from "../cluster";
import { parse, routingKeys, service } from "../config";
import { routeQueriesOf } from "./routes";

const exposing = Object.keys(routingKeys);

/**
 * What `readCluster` has to look for so that weights in the routes of services stay: each kind once, however many services.
 * Takes the values of services by name, as `ServiceWorkload` does; wrong ones ask for nothing, and are told of there.
 */
export function routeQueries(services: Readonly<Record<string, object>>, namespace: string): RouteQuery[] {
  const queries = Object.entries(services).flatMap(([name, values]) => {
    if (!exposing.some((key) => key in values)) return [];
    const { value } = parse(service, values);
    return value === undefined ? [] : routeQueriesOf({ name, namespace, service: value });
  });
  return [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}
