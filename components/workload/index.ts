export { midCanaryFindings } from "./mid-canary";
export { manifestsOf, type WorkloadPlan, planWorkload } from "./plan";
export { type Transform } from "./transform";
export { writtenByOthers } from "./written-by-others";
export { ServiceWorkload, type ServiceWorkloadArgs } from "./service-workload";
