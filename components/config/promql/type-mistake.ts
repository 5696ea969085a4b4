import type { ValueType } from "./functions";
import type { Node } from "./grammar";
import type { PromqlMistake } from "./mistake";

/** Ends the way through the tree. */
export class TypeMistake extends Error {
  constructor(readonly mistake: PromqlMistake) {
    super(mistake.reason);
  }
}

export function fail(query: string, { from, to }: Node, reason: string, hint: string): never {
  throw new TypeMistake({ at: from, text: query.slice(from, to), reason, hint });
}

/** As Prometheus calls them. */
export const typeNames: Readonly<Record<ValueType, string>> = {
  scalar: "a scalar",
  vector: "an instant vector",
  matrix: "a range vector",
  string: "a string",
};
