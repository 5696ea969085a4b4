import { createHash } from "node:crypto";
import {
  type DataObject,
  type EnvironmentConfig,
  isNamedBy,
  mapAt,
  type OwnStacks,
  type Selection,
} from "../components/config";
import type { Catalog } from "./catalog";
import { mergeService } from "./service-layers";

/** Name of a service -> its values, right or wrong. */
export type ServiceValues = ReadonlyMap<string, DataObject>;

/** Services that a stack has, and those of its environment that are in other stacks. */
export interface Spread {
  readonly own: readonly string[];
  /** Name of the service -> name of its stack. Empty but in the environment's own stack. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

export function namesIn(environment: EnvironmentConfig, catalog: Catalog): string[] {
  return [...new Set([...catalog.services.keys(), ...Object.keys(environment.services)])].sort();
}

/** All services of the environment as their layers say. */
export function valuesIn(environment: EnvironmentConfig, catalog: Catalog): ServiceValues {
  return new Map(
    namesIn(environment, catalog).map((name) => [name, mergeService(name, environment, catalog).data]),
  );
}

export function spreadOf(stack: string, environment: EnvironmentConfig, services: ServiceValues): Spread {
  const { role, service, selection = {}, ownStacks } = environment;
  const names = [...services.keys()];
  if (role === "service") return { own: names.filter((name) => name === service), elsewhere: new Map() };
  if (role === "services")
    return { own: names.filter(isSelected(selection, services)), elsewhere: new Map() };
  const elsewhere = stacksOf(stack, ownStacks, services);
  return { own: names.filter((name) => !elsewhere.has(name)), elsewhere };
}

/** Name of the service -> name of its stack. */
export function stacksOf(
  stack: string,
  own: OwnStacks,
  services: ServiceValues,
): ReadonlyMap<string, string> {
  const named = (part: string): string => `${stack}.${part}`;
  const names = [...services.keys()];
  if (own === "all") return new Map(names.map((name) => [name, named(name)]));
  if (Array.isArray(own))
    return new Map(names.filter((name) => own.includes(name)).map((name) => [name, named(name)]));
  if ("shards" in own)
    return new Map(
      names.map((name) => [name, named(`${String(shardOf(name, own.shards))}of${String(own.shards)}`)]),
    );
  return new Map(
    Object.entries(own.groups).flatMap(([group, selection]) =>
      names.filter(isSelected(selection, services)).map((name): [string, string] => [name, named(group)]),
    ),
  );
}

function isSelected(selection: Selection, services: ServiceValues): (name: string) => boolean {
  const { shard } = selection;
  return (name) =>
    isNamedBy(selection, name, mapAt(services.get(name) ?? {}, "labels")) &&
    (shard === undefined || shardOf(name, shard.of) === shard.index);
}

/** Spreads names evenly, and gives a name the same shard on every machine, whatever other names there are. */
export function shardOf(name: string, of: number): number {
  return (createHash("sha256").update(name).digest().readUInt32BE() % of) + 1;
}

/** The environment with nothing but some of its services. */
export function narrowed(
  environment: EnvironmentConfig,
  catalog: Catalog,
  names: readonly string[],
): { readonly environment: EnvironmentConfig; readonly catalog: Catalog } {
  const isIn = ([name]: readonly [string, unknown]): boolean => names.includes(name);
  return {
    environment: {
      ...environment,
      services: Object.fromEntries(Object.entries(environment.services).filter(isIn)),
    },
    catalog: { ...catalog, services: new Map([...catalog.services].filter(isIn)) },
  };
}
