import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { isDataObject, isOutput } from "../config";

/** Changes when the content does: as an annotation of a pod template it starts new pods. */
export function checksum(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
}

/** Of content that may hold Outputs, which are known only when it is registered. The order of its keys does not matter. */
export function checksumOf(content: object): pulumi.Input<string> {
  if (hasOutput(content)) return pulumi.output(content).apply((known) => checksum(sorted(known)));
  return checksum(sorted(content));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isDataObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function hasOutput(value: unknown): boolean {
  if (isOutput(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasOutput);
}
