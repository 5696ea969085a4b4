import { isDataObject, mapAt, textAt } from "../config";
import type { Get } from "./connection";

/** UID of the namespace kube-system. Undefined for a user who may not read it. */
export async function clusterUid(get: Get): Promise<string | undefined> {
  const { status, body } = await get("/api/v1/namespaces/kube-system");
  return status === 200 && isDataObject(body)
    ? textAt(mapAt(body, "metadata"), "uid") || undefined
    : undefined;
}
