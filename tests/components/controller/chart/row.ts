/** What stands here for a value of the chart. */
export interface ChartRow {
  readonly value: string;
  /** Options of `controller`, as paths. Empty where there is none. */
  readonly options: readonly string[];
  /** Why there is no option, or what is to be known about it. Needed where there is none. */
  readonly note?: string;
  /** The test that shows it: its file in `tests/` without `.test.ts`, and its title. */
  readonly test?: readonly [file: string, title: string];
}

/** A row whose value is one option. */
export const row = (value: string, option: string, test: ChartRow["test"], note?: string): ChartRow => ({
  value,
  options: [option],
  ...(test !== undefined && { test }),
  ...(note !== undefined && { note }),
});

/** A row whose value has no option. */
export const without = (value: string, note: string): ChartRow => ({ value, options: [], note });
