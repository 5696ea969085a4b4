import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const preDeployImage: Rule<ServiceScope> = {
  id: "pre-deploy-image",
  severity: "error",
  what: "Nothing says what a Job before a new version runs.",
  why: "A service whose pods are described by another workload has no image that the Job could take.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, validateContainers",
  *check({ service: { image, preDeploy } }) {
    if (!preDeploy.enabled || image !== undefined || preDeploy.image !== undefined) return;
    yield {
      path: ["preDeploy", "image"],
      reason: "The service has no image that the Job could run.",
      hint: "Set it.",
    };
  },
};
