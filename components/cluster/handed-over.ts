import { type DataObject, type LiveWorkload, mapAt, textAt } from "../config";

/** No Service can be called so: their names have no dots. */
const MARK = ".handed-over";

/** What a Rollout gets as its active Service, so that its controller lets go of the one that it has. */
export function handedOver(service: string): string {
  return `${service}${MARK}`;
}

/** The active Service of a blue-green Rollout, whether it was handed over or not. */
export function activeServiceOf(rollout: DataObject): Pick<LiveWorkload, "activeService" | "isHandedOver"> {
  const name = textAt(mapAt(rollout, "spec", "strategy", "blueGreen"), "activeService");
  if (name === "") return {};
  if (!name.endsWith(MARK)) return { activeService: name };
  return { activeService: name.slice(0, -MARK.length), isHandedOver: true };
}
