import { type DataObject, isDataObject } from "../config";
import type { Get } from "./connection";
import { mapAt, numberAt, textAt } from "./fields";
import { type Collection, namesIfAllowed, pathOf } from "./list";

/** How many objects there are, for one small answer; undefined where they may not be listed. None of a kind that the cluster does not know. */
export async function countIfAllowed(get: Get, collection: Collection): Promise<number | undefined> {
  const { status, body } = await get(`${pathOf(collection)}?limit=1`);
  if (status === 404) return 0;
  if (status !== 200 || !isDataObject(body)) return undefined;
  return countIn(body) ?? (await namesIfAllowed(get, collection))?.size;
}

/** What the first page of a list tells of all pages. Undefined where the API server does not say what the others hold. */
export function countIn(page: DataObject): number | undefined {
  const { items } = page;
  const here = Array.isArray(items) ? items.length : 0;
  const metadata = mapAt(page, "metadata");
  if (textAt(metadata, "continue") === "") return here;
  const remaining = numberAt(metadata, "remainingItemCount");
  return remaining === undefined ? undefined : here + remaining;
}
