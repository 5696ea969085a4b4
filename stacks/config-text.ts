import type { Data, DataObject, Finding, Path } from "../components/config";

/** Config as Pulumi hands it to a program: whole keys, and every value as text. */
export type ConfigText = Readonly<Record<string, string>>;

/** What is said under the project's name, as data: lists and maps as such, words as words. */
export function configOf(all: ConfigText, project: string): DataObject {
  const prefix = `${project}:`;
  const own = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), structured(value)]));
}

/** Maps and lists come as JSON, words as they are. A key without a value is `null`: as if it were not there. */
function structured(value: string): Data {
  if (value === "null") return undefined;
  if (value === "true" || value === "false") return value === "true";
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    const data: Data = JSON.parse(value);
    return data;
  } catch {
    return value;
  }
}

/**
 * A `secure:` value inside of a map reaches the program as plain text, and would go on into the state and the cluster
 * as plain text without a word. So it is refused.
 */
export function secretFinding(path: Path): Finding {
  return {
    rule: "no-secret-in-structure",
    severity: "error",
    path,
    reason: "A secure value inside of a map would be handed on as plain text.",
    hint: "Put it into a Kubernetes Secret and name that with env[].valueFrom.secretKeyRef.",
  };
}
