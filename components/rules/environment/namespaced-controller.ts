import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

const upstream = "argo-rollouts cmd/rollouts-controller/main.go: namespaced";

export const controllerSeesServices: Rule<EnvironmentScope> = {
  id: "controller-sees-services",
  severity: "error",
  what: "The controller sees its own namespace alone, and the services of the stack are in another.",
  why: "Nobody looks at their Rollouts: not one pod is started.",
  upstream,
  *check({ environment, services }) {
    const { controller, namespace = environment.environment } = environment;
    if (!controller.install || !controller.namespaced || namespace === controller.namespace) return;
    if (![...services.values()].some(({ rollout }) => rollout.enabled)) return;
    yield {
      path: ["controller", "namespaced"],
      reason: `The controller is in ${controller.namespace} and the services are in ${namespace}.`,
      hint: `Take it out, or set controller.namespace: ${namespace} and controller.createNamespace: false.`,
    };
  },
};

export const controllerSeesTemplates: Rule<EnvironmentScope> = {
  id: "controller-sees-templates",
  severity: "error",
  what: "The controller sees its own namespace alone, and the stack makes ClusterAnalysisTemplates.",
  why: "It never reads them: a Rollout that names one is refused (InvalidSpec).",
  upstream,
  *check({ environment: { controller, analysisTemplates, analysisLibrary } }) {
    const isMade = Object.keys(analysisTemplates).length > 0 || analysisLibrary !== undefined;
    if (!controller.install || !controller.namespaced || !isMade) return;
    yield {
      path: ["controller", "namespaced"],
      reason: "ClusterAnalysisTemplates are not read by a controller of one namespace.",
      hint: "Take it out, or declare the templates in the services' own analysisTemplates.",
    };
  },
};
