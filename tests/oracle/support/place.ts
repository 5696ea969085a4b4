import { type Data, isDataObject, parse, type Path, service } from "../../../components/config";
import { isList } from "./list";

/** Whether a person finds the place in the values: it is there, or it is a key that the values could have and lack. */
export function isPlace(values: Data, path: Path): boolean {
  if (valueAt(values, path) !== undefined) return true;
  const filled = withValueAt(values, path);
  return filled !== undefined && !hasUnknownKey(filled, path);
}

function valueAt(values: Data, path: Path): Data {
  return path.reduce<Data>((at, part) => childOf(at, part), values);
}

function childOf(value: Data, part: string | number): Data {
  if (typeof part === "number") return isList(value) ? value[part] : undefined;
  return isDataObject(value) ? value[part] : undefined;
}

/** Undefined where no key that is added would make the place. */
function withValueAt(value: Data, path: Path): Data {
  const [part, ...rest] = path;
  if (part === undefined) return value ?? {};
  const filled = withValueAt(childOf(value, part), rest);
  if (filled === undefined) return undefined;
  if (typeof part === "number")
    return isList(value) && part < value.length ? value.with(part, filled) : undefined;
  return value === undefined || isDataObject(value) ? { ...value, [part]: filled } : undefined;
}

function hasUnknownKey(values: Data, path: Path): boolean {
  const { findings } = parse(service, values);
  return findings.some(
    (finding) =>
      finding.reason === "This key is not known." &&
      finding.path.every((part, index) => part === path[index]),
  );
}
