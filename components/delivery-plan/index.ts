export { type PlannedAnalysis } from "./act";
export {
  type DeliveryPlan,
  deliveryPlan,
  type PlannedStep,
  type PlanOptions,
  type PlanTotals,
  replicaCounts,
} from "./delivery-plan";
export { formatDuration } from "./duration";
export { podShare } from "./pod-share";
export { type Pods } from "./pods";
export { parseQuantity } from "./quantity";
export { type Demand } from "./requests";
