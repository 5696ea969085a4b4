import { listAt, mapAt } from "../config";
import { parseQuantity } from "../delivery-plan";
import type { Manifest } from "../manifests";

export interface MemoryLimit {
  readonly bytes: number;
  /** Name of the container that has it. */
  readonly container: string;
}

/** What each controller's container may use at most; undefined where nothing bounds it. Shards are all of one size. */
export function controllerMemoryLimit([deployment]: readonly Manifest[]): MemoryLimit | undefined {
  const [container = {}] = listAt(mapAt(deployment ?? {}, "spec", "template", "spec"), "containers");
  const { memory } = mapAt(container, "resources", "limits");
  const bytes = typeof memory === "string" || typeof memory === "number" ? parseQuantity(memory) : undefined;
  return bytes === undefined ? undefined : { bytes, container: String(container["name"]) };
}
