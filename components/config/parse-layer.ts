import type { Finding, Path } from "./finding";
import { type DataObject, isDataObject, mergeLayers, valueAt } from "./layers";
import { parse, UNKNOWN_KEY } from "./parse";
import { service } from "./service";

/** So that nothing is missing that another layer brings. */
const filledIn: DataObject = { image: { repository: "registry.example/any" } };

/**
 * What is wrong with values that every service shares, whatever the services' own values are: unknown keys, and values that no
 * service could have. What may be missing only here is not wrong.
 */
export function parseLayer(data: DataObject, at: Path): Finding[] {
  const { findings } = parse(service, mergeLayers([filledIn, data]));
  return findings
    .filter(({ path, reason }) => {
      const value = valueAt(data, path);
      return reason === UNKNOWN_KEY || (value !== undefined && value !== null && !isDataObject(value));
    })
    .map((finding) => ({ ...finding, path: [...at, ...finding.path] }));
}
