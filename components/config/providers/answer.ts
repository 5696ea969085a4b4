/** What a condition does with `result` in one place. `part`: a field of an element, as in `result[0].Values`. */
export type ResultPart = "number" | "element" | "part" | "field" | "length" | "default" | "other";

/** What a provider hands to the conditions of a metric as `result`. Upstream: metricproviders, each one's `processResponse`. */
export interface Answer {
  /** As the end of "gives". */
  readonly is: string;
  /** What cannot be done with it: the condition is an error in every measurement. */
  readonly cannotBe: readonly ResultPart[];
  /** What to write where it is taken for something else. */
  readonly value: string;
  /** In front of the whole expression, for an answer without data. */
  readonly guard?: string;
  /** In place of a number, for an answer without data. */
  readonly missing?: string;
}

/** How `min` and `max` find the one number of an answer. */
export interface Measured {
  /** The number, as an expression. Undefined: the answer has several, and the metric's `value` says which. */
  readonly number: string | undefined;
  /** Has to be true before the number can be looked at. Undefined: it always can. */
  readonly guard?: string;
  /** Whether there is no data. Undefined: the provider itself makes an error of that. */
  isAbsent?(number: string): string;
}

export const listOfNumbers = {
  is: "a list of numbers, also when it is one",
  cannotBe: ["number", "default", "field", "part"],
  value: "result[0]",
  guard: "len(result) > 0",
} as const satisfies Answer;
