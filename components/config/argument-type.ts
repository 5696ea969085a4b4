import { z } from "zod";
import { goDuration } from "./scalars";

interface ArgumentType {
  /** As the end of "is not". */
  readonly is: string;
  readonly pattern: RegExp;
}

/** What an argument's text has to be: the controller fills in any text, and finds out when it measures. */
export const argumentTypes = {
  text: { is: "a text", pattern: /^/ },
  number: { is: "a number", pattern: /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i },
  integer: { is: "a whole number", pattern: /^-?\d+$/ },
  duration: { is: "a duration such as 5m", pattern: goDuration },
  /** Of PromQL, which has days and weeks, and no fractions. */
  window: {
    is: "a window of PromQL such as 5m or 1d",
    pattern: /^(?=\d)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/,
  },
  url: { is: "a URL with its scheme", pattern: /^https?:\/\/[^/?#]/i },
  noData: { is: "fail, pass or inconclusive", pattern: /^(fail|pass|inconclusive)$/ },
} as const satisfies Readonly<Record<string, ArgumentType>>;
export type ArgumentTypeName = keyof typeof argumentTypes;

export const argumentType = z.enum(["text", "number", "integer", "duration", "window", "url", "noData"]);

/** Why a text is no value of the type; undefined when it is one, or holds a placeholder. */
export function typeMistake(type: ArgumentTypeName, value: string): string | undefined {
  if (value.includes("{{") || argumentTypes[type].pattern.test(value)) return undefined;
  return `"${value}" is not ${argumentTypes[type].is}.`;
}
