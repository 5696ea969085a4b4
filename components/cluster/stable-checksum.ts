import { type DataObject, isDataObject, mapAt, nameOf, RELEASE_CHECKSUM, textAt } from "../config";
import type { Get } from "./connection";

/**
 * The release checksum that a Rollout's stable version came with. The controller copies annotations to the newest ReplicaSet
 * and leaves those before it alone. Upstream: `utils/annotations: SetNewReplicaSetAnnotations`.
 */
export async function stableChecksum(get: Get, rollout: DataObject): Promise<string | undefined> {
  const { stableRS, currentPodHash } = mapAt(rollout, "status");
  if (typeof stableRS !== "string" || stableRS === "" || stableRS === currentPodHash) return undefined;
  const namespace = encodeURIComponent(textAt(mapAt(rollout, "metadata"), "namespace"));
  const name = encodeURIComponent(`${nameOf(rollout)}-${stableRS}`);
  // Who may not read it is refused the way back as any other change.
  const { status, body } = await get(`/apis/apps/v1/namespaces/${namespace}/replicasets/${name}`);
  if (status !== 200 || !isDataObject(body)) return undefined;
  return textAt(mapAt(body, "metadata", "annotations"), RELEASE_CHECKSUM) || undefined;
}
