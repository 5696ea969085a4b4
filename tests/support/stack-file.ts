import { dump } from "js-yaml";
import type { DataObject } from "../../components/config";

/** The text of a stack file with this config of the project. */
export function stackFile(config: DataObject): string {
  const keys = Object.entries(config).map(([key, value]) => [`progressive-delivery:${key}`, value]);
  return dump({ config: Object.fromEntries(keys) });
}
