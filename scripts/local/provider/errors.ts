import type { Fields } from "./values";

/** The object exists, with this state, but did not become what it should: the engine keeps it and tries again. */
export class InitFailedError extends Error {
  constructor(
    readonly id: string,
    readonly state: Fields,
    readonly reasons: string[],
    /** Only where the operation changes the inputs: a refresh. */
    readonly inputs?: Fields,
  ) {
    super(reasons[0] ?? "the resource failed to initialize");
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
