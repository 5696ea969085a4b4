/** Why the cluster cannot be read, as a sentence. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}

/** One line: what a login plugin says may be long. */
export function reasonOf(error: unknown): string {
  if (error instanceof ClusterError) return error.message;
  if (!(error instanceof Error)) return "The cluster cannot be reached.";
  const code = "code" in error ? String(error.code) : error.name;
  return `The cluster cannot be reached: ${error.message.split("\n", 1).join("") || code}.`;
}
