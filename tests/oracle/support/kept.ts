import { type Data, isDataObject } from "../../../components/config";

/** Places of what was said that the API server did not keep as it was said. Lists keep their order. */
export function missing(said: Data, kept: unknown, at = ""): string[] {
  if (Array.isArray(said))
    return said.flatMap((one: Data, index) =>
      missing(one, Array.isArray(kept) ? kept[index] : undefined, `${at}[${String(index)}]`),
    );
  if (!isDataObject(said)) return said === kept ? [] : [`${at} is ${JSON.stringify(kept)}`];
  return Object.entries(said).flatMap(([key, one]) =>
    // It answers without what is empty.
    isDataObject(one) && Object.keys(one).length === 0
      ? []
      : missing(one, isObject(kept) ? Reflect.get(kept, key) : undefined, `${at}.${key}`),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
