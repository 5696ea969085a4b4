/** What a look at an object says about its readiness. */
export interface Verdict {
  ready: boolean;
  /** Why it is not ready, in sentences for the user. */
  reasons: string[];
  /** It will not become ready by waiting: stop now. */
  failed?: boolean;
  /** How far it is, in one line. */
  progress?: string;
  /** Not ready by what is seen, but to be taken as ready when the time is over. */
  acceptAtTimeout?: boolean;
  /** Ready only when this value has not changed for this long. */
  settle?: { value: string; forMs: number };
}

/** Ready, nothing to add. */
export const READY: Verdict = { ready: true, reasons: [] };

/** Ready if there is no reason against it. */
export function readyUnless(reasons: string[], progress?: string): Verdict {
  return { ready: reasons.length === 0, reasons, ...(progress === undefined ? {} : { progress }) };
}
