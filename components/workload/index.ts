export { midCanaryFindings } from "./mid-canary";
export { manifestsOf, type WorkloadPlan, planWorkload } from "./plan";
export { type Transform } from "./transform";
export { ServiceWorkload, type ServiceWorkloadArgs } from "./service-workload";
