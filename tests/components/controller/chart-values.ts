import { installRows } from "./chart/install-rows";
import { observeRows } from "./chart/observe-rows";
import type { ChartRow } from "./chart/row";

/** What stands here for each value of the official chart. */
export const chartValues: readonly ChartRow[] = [...installRows, ...observeRows];
