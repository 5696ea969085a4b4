import { type DataObject, type LiveRoutes, lookKey, nameOf, routeKey } from "../config";
import type { Get } from "./connection";
import { listIfKnown } from "./list";

/** Objects of a router that are wanted: all of one kind in one namespace. */
export interface RouteQuery {
  /** `networking.istio.io/v1` */
  readonly apiVersion: string;
  readonly kind: string;
  /** `virtualservices` */
  readonly plural: string;
  /** Default: that of the services. */
  readonly namespace?: string;
}

export async function liveRoutes(
  get: Get,
  queries: readonly RouteQuery[],
  namespace: string,
): Promise<LiveRoutes> {
  const answers = await Promise.all(
    queries.map(async (query) => {
      const { apiVersion, plural } = query;
      const found = await listIfKnown(get, { apiVersion, plural, namespace: query.namespace ?? namespace });
      return { query, found };
    }),
  );
  return {
    asked: new Set(queries.map(({ kind, namespace: where }) => lookKey(kind, where))),
    objects: new Map(answers.flatMap(({ query, found = [] }) => found.map((one) => keyed(query, one)))),
    absentKinds: new Set(
      answers.filter(({ found }) => found === undefined).map(({ query }) => kindName(query)),
    ),
  };
}

function keyed({ kind, namespace }: RouteQuery, object: DataObject): [string, DataObject] {
  return [routeKey(kind, nameOf(object), namespace), object];
}

/** As `kubectl get` takes it: `virtualservices.networking.istio.io`. */
export function kindName({ apiVersion, plural }: Pick<RouteQuery, "apiVersion" | "plural">): string {
  return `${plural}.${apiVersion.split("/", 1).join("")}`;
}
