import { readFileSync } from "node:fs";
import type { Catalog, CatalogEntry } from "./catalog";

/** Path of a file with what the pipeline has read for a stack already. */
export const HANDED = "PROGRESSIVE_DELIVERY_HANDED";

/** What the pipeline hands to the program of a stack: read and checked once for all stacks. */
export interface Handed {
  readonly catalog: Catalog;
  /** All services of the environment. */
  readonly allServices: readonly string[];
  /** Name of the service -> hash of all that decides what it runs. Kept in the stack: the next run skips what is done. */
  readonly inputs: Readonly<Record<string, string>>;
}

interface Written extends Omit<Handed, "catalog"> {
  readonly catalog: Omit<Catalog, "services"> & { readonly services: readonly [string, CatalogEntry][] };
}

export function handedText({ catalog, ...others }: Handed): string {
  const written: Written = { ...others, catalog: { ...catalog, services: [...catalog.services] } };
  return JSON.stringify(written);
}

/** Undefined where no pipeline runs the stack. */
export function readHanded(file = process.env[HANDED]): Handed | undefined {
  if (file === undefined) return undefined;
  const { catalog, ...others }: Written = JSON.parse(readFileSync(file, "utf8"));
  return { ...others, catalog: { ...catalog, services: new Map(catalog.services) } };
}
