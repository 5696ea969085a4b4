import { isDataObject } from "../../config";

export type Fields = Readonly<Record<string, unknown>>;
type Keys = readonly string[];

/**
 * A list of an object in which a controller or its plugin writes. It is atomic: who writes one entry owns them all, so a
 * stack can neither write its own part of it, nor leave a part to others.
 */
export interface SharedList {
  /** From the object to the list. */
  readonly at: Keys;
  /** From an entry, a route or rule, to its backends. Without keys the entries are the backends. */
  readonly backends: Keys;
  /** From a backend to the names that tell it from the other ones of its entry, the version's last. */
  readonly names: readonly Keys[];
  /** From a backend to what the controller writes there. */
  readonly written: Keys;
  /** Whether a route is one that a step has made, by its name and the step's. Default: it has the same name. */
  readonly isMadeByStep?: (route: string, managed: string) => boolean;
  /** True: a live list that lacks an entry of ours does not count, nor what is written there. */
  readonly countsWhole?: boolean;
  /** Whether steps put backends before ours that have the names of their routes. Default: they make routes. */
  readonly stepsAddBackends?: boolean;
}

/** A kind of object that routers read. */
export interface RouteKind {
  /** `networking.istio.io/v1` */
  readonly apiVersion: string;
  readonly kind: string;
  /** `virtualservices` */
  readonly plural: string;
  readonly shared: readonly SharedList[];
  /** Paths that are the controller's alone in a canary, once the object exists. */
  readonly owned?: readonly string[];
}

export function valueIn(data: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>((at, key) => (isDataObject(at) ? at[key] : undefined), data);
}

export function listIn(data: unknown, keys: Keys): readonly Fields[] {
  const list = valueIn(data, keys);
  return Array.isArray(list) ? list.filter(isDataObject) : [];
}

/** A copy that has another value there. */
export function withValue<T extends Fields>(data: T, keys: Keys, value: unknown): T {
  const [key, ...rest] = keys;
  if (key === undefined) return data;
  const before = data[key];
  return {
    ...data,
    [key]: rest.length === 0 ? value : withValue(isDataObject(before) ? before : {}, rest, value),
  };
}
