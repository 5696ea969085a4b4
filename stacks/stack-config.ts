import * as pulumi from "@pulumi/pulumi";
import { type Data, type DataObject, type Finding, isDataObject } from "../components/config";

/** Everything that the stack's file says under the project's name, as data: lists and maps as such, words as words. */
export function readStackConfig(project: string = pulumi.getProject()): DataObject {
  const prefix = `${project}:`;
  const own = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), structured(value)]));
}

/** Pulumi hands maps and lists to the program as JSON, and words as they are. */
function structured(value: string): Data {
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
export function secretFindings(project: string = pulumi.getProject()): Finding[] {
  const keys: Data = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  const names = Array.isArray(keys) ? keys.map(String) : [];
  const config = readStackConfig(project);
  return names
    .map((name) => name.slice(project.length + 1))
    .filter((name) => isDataObject(config[name]) || Array.isArray(config[name]))
    .map((name) => ({
      rule: "no-secret-in-structure",
      severity: "error",
      path: [name],
      reason: "A secure value inside of a map would be handed on as plain text.",
      hint: "Put it into a Kubernetes Secret and name that with env[].valueFrom.secretKeyRef.",
    }));
}
