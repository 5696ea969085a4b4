import { type ChartRow } from "./row";

/** The controller's own Deployment and what belongs to it. */
export const installRows: readonly ChartRow[] = [];
