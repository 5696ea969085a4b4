import { isOutput } from "../../config";
import { type Fields, listIn, type SharedList, valueIn, withValue } from "./shared-list";

/** What the controller has in the routes of one service. */
export interface ControllersPart {
  /** Names by which routes tell the versions apart: those of Services, subsets or nodes. */
  readonly versions: ReadonlySet<string>;
  /** Names of the routes that steps make and remove. */
  readonly managedRoutes: readonly string[];
  /** Whether a name is that of an experiment's Service. */
  isExperiment(name: string): boolean;
}

/**
 * Our list, with all that the controller has written into the live one: the weights of both versions, the routes that
 * steps have made, and the backends of a running experiment. Everything else is ours.
 */
export function mergeList(
  ours: readonly Fields[],
  live: readonly Fields[],
  list: SharedList,
  part: ControllersPart,
): Fields[] {
  if (list.backends.length === 0) {
    const hasAll = ours.every((one) =>
      live.some((other) => isSame(namesOf(one, list), namesOf(other, list))),
    );
    return mergeBackends(ours, hasAll || list.countsWhole !== true ? live : [], list, part);
  }
  const isManaged = (entry: Fields) => isMadeByStep(entry, list, part);
  const own = live.filter((entry) => !isManaged(entry));
  const merged = ours.map((entry, index) => {
    const { counterpart, others } = liveOf(entry, index, own);
    const backends = listIn(entry, list.backends);
    if (backends.length === 0) return entry;
    const found = listIn(counterpart, list.backends);
    // A new rule starts with the weights that the other ones have. One without all versions is not split like ours.
    const known = [found, ...others.map((other) => listIn(other, list.backends))].filter((one) =>
      hasVersionsOf(backends, one, list, part),
    );
    return withValue(entry, list.backends, mergeBackends(backends, found, list, part, known.flat()));
  });
  const first = live.findIndex((entry) => !isManaged(entry));
  const top = live.slice(0, first < 0 ? live.length : first);
  const rest = live.slice(top.length);
  return [...top, ...merged, ...rest.filter(isManaged)];
}

/** Whether it is known which backends are the versions': an Output tells nothing yet, unless others are plainly those. */
export function areNamesKnown(ours: readonly Fields[], list: SharedList, part: ControllersPart): boolean {
  const { backends: keys, names } = list;
  const backends = keys.length === 0 ? ours : ours.flatMap((entry) => listIn(entry, keys));
  const hasOutput = backends.some((backend) => names.some((name) => isOutput(valueIn(backend, name))));
  return !hasOutput || backends.some((backend) => isVersion(backend, list, part));
}

/** By its name, or, where it has none, by its place. */
function liveOf(
  { name }: Fields,
  index: number,
  live: readonly Fields[],
): { counterpart: Fields | undefined; others: readonly Fields[] } {
  const counterpart = name === undefined ? live[index] : live.find((entry) => entry["name"] === name);
  return { counterpart, others: live.filter((entry) => entry !== counterpart) };
}

function mergeBackends(
  ours: readonly Fields[],
  live: readonly Fields[],
  list: SharedList,
  part: ControllersPart,
  known = live,
): Fields[] {
  const merged = ours.map((backend) => {
    if (!isVersion(backend, list, part)) return backend;
    const names = namesOf(backend, list);
    const counterpart = known.find((other) => isSame(namesOf(other, list), names));
    const written = valueIn(counterpart, list.written);
    return written === undefined ? backend : withValue(backend, list.written, written);
  });
  const experiments = live.filter((backend) => {
    const names = namesOf(backend, list);
    return (
      names.some((name) => part.isExperiment(bare(name))) &&
      !ours.some((one) => isSame(namesOf(one, list), names))
    );
  });
  return [...ofSteps(known, list, part), ...merged, ...experiments];
}

export function isVersion(backend: Fields, list: SharedList, { versions }: ControllersPart): boolean {
  return namesOf(backend, list).some((name) => versions.has(bare(name)));
}

function hasVersionsOf(
  ours: readonly Fields[],
  live: readonly Fields[],
  list: SharedList,
  part: ControllersPart,
): boolean {
  return ours
    .filter((backend) => isVersion(backend, list, part))
    .every((backend) => live.some((other) => isSame(namesOf(other, list), namesOf(backend, list))));
}

/** Each once: in a rule that is new they are those of the other rules. */
function ofSteps(known: readonly Fields[], list: SharedList, { managedRoutes }: ControllersPart): Fields[] {
  if (list.stepsAddBackends !== true) return [];
  const byName = new Map(known.toReversed().map((backend) => [namesOf(backend, list).join("/"), backend]));
  return [...new Set(managedRoutes)]
    .map((route) => byName.get(route))
    .filter((backend) => backend !== undefined);
}

function isMadeByStep(
  { name }: Fields,
  { isMadeByStep: is = equal }: SharedList,
  part: ControllersPart,
): boolean {
  return typeof name === "string" && part.managedRoutes.some((managed) => is(name, managed));
}

function equal(route: string, managed: string): boolean {
  return route === managed;
}

function namesOf(backend: Fields, { names }: SharedList): string[] {
  return names.map((keys) => valueIn(backend, keys)).map((name) => (typeof name === "string" ? name : ""));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** Istio takes `pay`, `pay.shop` and `pay.shop.svc.cluster.local`; the controller compares what is before the first dot. */
function bare(host: string): string {
  return host.split(".", 1).join("");
}
