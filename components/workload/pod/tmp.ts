import type { ContainerSecurity } from "../../config";

const PATH = "/tmp";

interface Tmp {
  readonly volumes: { name: string; emptyDir: object }[];
  readonly volumeMounts: { name: string; mountPath: string }[];
}

/** Many programs need a place for temporary files, and a read-only image has none. Containers do not share it. */
export function tmpOf(
  name: string,
  { tmp, allow }: Pick<ContainerSecurity, "tmp" | "allow">,
  mounts: readonly { readonly mountPath: string }[],
): Tmp {
  const isCovered = allow.writableRoot !== undefined || mounts.some(({ mountPath }) => isTmp(mountPath));
  if (!tmp || isCovered) return { volumes: [], volumeMounts: [] };
  return { volumes: [{ name, emptyDir: {} }], volumeMounts: [{ name, mountPath: PATH }] };
}

function isTmp(path: string): boolean {
  return path.replace(/\/+$/, "") === PATH;
}
