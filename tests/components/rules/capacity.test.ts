import { capacityRules } from "../../../components/rules/capacity";
import { describeRules } from "../../support/rule-cases";

describeRules("rules about capacity", capacityRules, [
  {
    rule: "autoscaling-bounds",
    refuses: {
      autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 4 },
      resources: { requests: { cpu: "1" } },
    },
    with: "services.pay.autoscaling.minReplicas: 5 is above maxReplicas (4). Lower minReplicas or raise maxReplicas.",
    accepts: {
      autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 4 },
      resources: { requests: { cpu: "1" } },
    },
  },
  {
    rule: "autoscaling-needs-requests",
    refuses: {
      autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
      resources: { requests: { cpu: "1" } },
    },
    with: "services.pay.resources.requests.memory: A request is needed: autoscaling.enabled is true and scales on memory. Set resources.requests.memory, or scale on another resource.",
    accepts: {
      autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
      resources: { limits: { memory: "1Gi" } },
    },
  },
]);
