import { isDataObject } from "../config";
import { parseQuantity } from "../delivery-plan";
import type { Manifest } from "../manifests";

export interface MemoryLimit {
  readonly bytes: number;
  /** Name of the container that has it. */
  readonly container: string;
}

/** What each controller's container may use at most; undefined where nothing bounds it. Shards are all of one size. */
export function controllerMemoryLimit([deployment]: readonly Manifest[]): MemoryLimit | undefined {
  const template = mapIn(mapIn(deployment?.["spec"])["template"]);
  const { containers } = mapIn(template["spec"]);
  const container = mapIn(Array.isArray(containers) ? containers[0] : undefined);
  const { memory } = mapIn(mapIn(container["resources"])["limits"]);
  const bytes = typeof memory === "string" || typeof memory === "number" ? parseQuantity(memory) : undefined;
  return bytes === undefined ? undefined : { bytes, container: String(container["name"]) };
}

function mapIn(value: unknown): Readonly<Record<string, unknown>> {
  return isDataObject(value) ? value : {};
}
