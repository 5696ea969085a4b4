import type { ChartRow } from "./row";

/** Metrics, notifications and the dashboard. */
export const observeRows: readonly ChartRow[] = [];
