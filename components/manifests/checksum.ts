import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { isOutput } from "../config";

/** Changes when the content does: as an annotation of a pod template it starts new pods. */
export function checksum(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
}

/** Of content that may hold Outputs, which are known only when it is registered. */
export function checksumOf(content: object): pulumi.Input<string> {
  return hasOutput(content) ? pulumi.output(content).apply(checksum) : checksum(content);
}

function hasOutput(value: unknown): boolean {
  if (isOutput(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasOutput);
}
