import { podHash } from "../arguments";
import { matches } from "../query";
import type { ArgumentSpecs } from "../define";

/** How a program, a mesh or a gateway counts requests. The names of series and labels are its own. */
export interface Dialect<Specs extends ArgumentSpecs = ArgumentSpecs> {
  /** Before the names of its templates. */
  readonly prefix: string;
  /** Who counts so, for the documentation. */
  readonly of: string;
  /** Which requests are meant. */
  readonly args: Specs;
  /** Matchers of those requests. Several lists where a label has one of several names: requests that one of them finds. */
  matchers(arg: (name: keyof Specs & string) => string): readonly (readonly string[])[];
  /** Counter of requests. */
  readonly requests: string;
  /** Label of the counter with the status code. */
  readonly status: string;
  /** Histogram of durations, without its suffix. */
  readonly duration: { readonly metric: string; readonly unit: "s" | "ms" };
}

export function defineDialect<const Specs extends ArgumentSpecs>(dialect: Dialect<Specs>): Dialect<Specs> {
  return dialect;
}

/** Pods of a version, by their name. What has no such label is not told apart by pods, and counts. */
export const ofPods = { "pod-hash": podHash } as const;

export function podMatcher(label: string, hash: string): string {
  return matches(label, `|.+-${hash}-.+`);
}
