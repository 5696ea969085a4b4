import { createHash } from "node:crypto";

/** Changes when the content does: as an annotation of a pod template it starts new pods. */
export function checksum(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
}
