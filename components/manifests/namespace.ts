import type { Manifest } from "./manifest";

export function renderNamespace(name: string): Manifest {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}
