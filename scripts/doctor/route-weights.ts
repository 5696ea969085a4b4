import { type DataObject, textsAt } from "../../components/config";
import { type Fields, listIn, type SharedList, valueIn } from "../../components/routing/live/shared-list";
import type { FoundRoute } from "./facts";

/** All names by which a route's backends can be told apart: of Services, and of subsets. */
export function backendsIn({ target, object }: FoundRoute): ReadonlySet<string> {
  if (object === undefined) return new Set();
  return new Set(
    target.kind.shared.flatMap((list) =>
      entriesIn(object, list).flatMap(({ backends }) => backends.flatMap((one) => namesOf(one, list))),
    ),
  );
}

/** The weights that the canary has in a route, each once; in routes that steps made it has all traffic, so they do not count. */
export function canaryWeights(
  { target, object, canaryIngress }: FoundRoute,
  managed: readonly string[],
): number[] {
  if (canaryIngress !== undefined) return ingressWeight(canaryIngress);
  if (object === undefined) return [];
  const weights = target.kind.shared.flatMap((list) =>
    entriesIn(object, list)
      .filter(({ entry }) => !isManaged(entry, managed, list))
      .flatMap(({ backends }) => backends.filter((one) => namesOf(one, list).includes(target.canary)))
      .map((backend) => (list.written.length === 0 ? undefined : valueIn(backend, list.written))),
  );
  return [...new Set(weights.filter((weight) => typeof weight === "number"))];
}

interface Entry {
  readonly entry: Fields;
  readonly backends: readonly Fields[];
}

/** Without a way to the backends the entries are the backends. */
function entriesIn(object: DataObject, { at, backends }: SharedList): Entry[] {
  const entries = listIn(object, at);
  if (backends.length === 0) return [{ entry: {}, backends: entries }];
  return entries.map((entry) => ({ entry, backends: listIn(entry, backends) }));
}

/** Istio takes `pay`, `pay.shop` and `pay.shop.svc.cluster.local`. */
function namesOf(backend: Fields, { names }: SharedList): string[] {
  return names
    .map((keys) => valueIn(backend, keys))
    .flatMap((name) => (typeof name === "string" ? [name.split(".", 1).join("")] : []));
}

function isManaged({ name }: Fields, managed: readonly string[], { isMadeByStep }: SharedList): boolean {
  if (typeof name !== "string") return false;
  return managed.some((one) => (isMadeByStep === undefined ? name === one : isMadeByStep(name, one)));
}

/** Under whatever prefix the Ingress controller has. */
function ingressWeight(ingress: DataObject): number[] {
  const annotations = Object.entries(textsAt(ingress, "metadata", "annotations"));
  return annotations.flatMap(([key, value]) => (key.endsWith("/canary-weight") ? [Number(value)] : []));
}
