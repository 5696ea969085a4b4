import { z } from "zod";

/**
 * What a failed measurement does to an update. A new analysis climbs: first it is looked at, then a person decides, then it
 * decides.
 */
export const gate = z.enum(["observe", "warn", "enforce"]);
export type Gate = z.output<typeof gate>;

/** Name of the service's own copy of a template, for a gate that does not enforce. */
export function gateCopyName(
  owner: string,
  { name, isClusterWide }: { readonly name: string; readonly isClusterWide: boolean },
  gate: Gate,
  own: Readonly<Record<string, unknown>>,
): string {
  const isTwice = isClusterWide && Object.hasOwn(own, name);
  return `${owner}-${name}${isTwice ? "-cluster" : ""}-${gate}`;
}

interface Gated {
  readonly templateName: string;
  readonly gate?: Gate | undefined;
}

/** What counts for a template where it is used: its own word, that of `gates`, that for every other one. */
export function gateOf({ templateName, gate: own }: Gated, gates: Readonly<Record<string, Gate>>): Gate {
  const said = [templateName, "*"].find((name) => Object.hasOwn(gates, name));
  return own ?? (said === undefined ? undefined : gates[said]) ?? "enforce";
}
