/** Where a number is above its limit by the largest factor; the first of equals. */
export function worst<Case extends { readonly factor: number }>(
  cases: readonly Case[],
  limit: number,
): Case | undefined {
  return cases
    .filter(({ factor }) => factor > limit)
    .reduce<Case | undefined>(
      (before, next) => (before && before.factor >= next.factor ? before : next),
      undefined,
    );
}

/** Words for a factor or a share: no more digits than a reader needs. */
export function round(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
