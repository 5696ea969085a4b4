/** Why the cluster cannot be read, as a sentence. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}
