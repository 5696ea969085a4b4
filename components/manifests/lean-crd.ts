import { isDataObject } from "../config";
import type { Manifest } from "./manifest";

export function isCrd({ kind }: Manifest): boolean {
  return kind === "CustomResourceDefinition";
}

/**
 * Without descriptions: 1.3 MB of CRDs become 0.3 MB, in every state file and on the way to the API server; nothing that
 * validates is lost. With `patchForce`, since an install over CRDs that an earlier one left behind takes them over.
 */
export function leanCrd(crd: Manifest): Manifest {
  const annotations = { ...crd.metadata.annotations, "pulumi.com/patchForce": "true" };
  return { ...crd, spec: withoutDescriptions(crd["spec"]), metadata: { ...crd.metadata, annotations } };
}

function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (!isDataObject(schema)) return schema;
  // A property that is called "description" holds a schema, not a text.
  const kept = Object.entries(schema).filter(
    ([key, value]) => key !== "description" || typeof value !== "string",
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}
