import type { Data } from "../../../components/config";

/** `Array.isArray` does not know readonly lists. */
export function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}
