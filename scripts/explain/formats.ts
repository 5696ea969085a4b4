import { type Data, type Finding, formatPath } from "../../components/config";
import { annotatedYaml } from "./annotated-yaml";
import { childrenOf, type Explained, type Explanation, type From, leavesOf } from "./explained";

/** For a person: the values as YAML; with `all` also what they replace. */
export function asYaml({ values, of }: Explanation, all: boolean): string {
  return annotatedYaml(values, (path, value) => commentOn(of(path), value, all));
}

/** For programs. */
export function asJson({ values, of }: Explanation, about: object, findings: readonly Finding[]): string {
  const named = leavesOf(values).map(({ path, value }) => ({ path: formatPath(path), value, ...of(path) }));
  const shown = findings.map((finding) => ({ ...finding, path: formatPath(finding.path) }));
  return JSON.stringify({ ...about, values: named, findings: shown }, undefined, 2);
}

/** Behind a value: who says it. Behind the name of a list, and with `all`: what it replaces. */
function commentOn(explained: Explained, value: unknown, all: boolean): string {
  const isWhole = childrenOf(value).length === 0;
  const parts = [
    ...(isWhole ? [nameOf(explained.from)] : []),
    ...(all && (isWhole || Array.isArray(value)) ? explained.insteadOf.map(insteadOf) : []),
  ];
  return parts.join(", ");
}

function insteadOf(lower: Explained["insteadOf"][number]): string {
  return `instead of ${brief(lower.value)} of ${nameOf(lower)}`;
}

function brief(value: Data): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 1 ? "1 item" : `${value.length} items`;
}

function nameOf(from: From | undefined): string {
  if (from === undefined) return "default";
  if (from.place === undefined) return from.layer;
  const { file, line } = from.place;
  const place = line === undefined ? file : `${file}:${line}`;
  return from.layer === "values" ? place : `${from.layer} (${place})`;
}
