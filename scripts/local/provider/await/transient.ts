const CODES: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a failed read may succeed when it is tried again: a lost connection, or a server that is busy or starting. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const marks = ["code", "errno", "status", "statusCode"].map((key): unknown => Reflect.get(error, key));
  return marks.some((mark) => CODES.has(mark) || isBusy(mark)) || isTransient(error.cause);
}

function isBusy(status: unknown): boolean {
  return typeof status === "number" && (status === 429 || (status >= 500 && status < 600));
}
