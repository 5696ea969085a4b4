import * as pulumi from "@pulumi/pulumi";
import { type Data, type DataObject, type Finding, isDataObject } from "../components/config";
import { configOf, secretFinding } from "./config-text";

/** Everything that the stack's file says under the project's name. */
export function readStackConfig(project: string = pulumi.getProject()): DataObject {
  return configOf(pulumi.runtime.allConfig(), project);
}

/** Secure values that are not a key's whole value: Pulumi tells the key alone. */
export function secretFindings(project: string = pulumi.getProject()): Finding[] {
  const keys: Data = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  const names = Array.isArray(keys) ? keys.map(String) : [];
  const config = readStackConfig(project);
  return names
    .map((name) => name.slice(project.length + 1))
    .filter((name) => isDataObject(config[name]) || Array.isArray(config[name]))
    .map((name) => secretFinding([name]));
}
