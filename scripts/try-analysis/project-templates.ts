import type { ClusterChoice } from "../../components/cluster";
import { type Finding, formatFinding, instanceIdsOf, instanceOf } from "../../components/config";
import { namespaceOf, templatesOf } from "../../stacks/plan-environment";
import { type LoadedEnvironment, loadEnvironment, LoadError } from "../config/load";
import { serviceIn } from "../config/service-in";
import type { TemplateSource } from "./request";
import type { DeclaredTemplates } from "./templates";

/** What an environment's config says of templates, and of the cluster in which they would be. */
export interface ProjectTemplates extends ClusterChoice {
  readonly declared: DeclaredTemplates;
  readonly namespace: string;
  /** Id of the controller that would run its analyses: the service's, or the stack's first. */
  readonly instance: string | undefined;
  /** Services that have a template of a name. */
  ownersOf(template: string): string[];
}

type ProjectSource = Extract<TemplateSource, { from: "project" }>;

/** Rejects with a `LoadError` when the environment, or what it says of templates, cannot be used. */
export async function projectTemplates({ service, ...where }: ProjectSource): Promise<ProjectTemplates> {
  const loaded = await loadEnvironment(where);
  const { environment, services, name } = loaded;
  const config = service === undefined ? undefined : serviceIn(loaded, service);
  const own = config?.analysisTemplates ?? {};
  const wrong = templateErrors(loaded, service);
  if (environment === undefined || wrong.length > 0)
    throw new LoadError(
      [`The templates of ${name} cannot be used:`, ...wrong.map(formatFinding)].join("\n  "),
    );
  const { kubeconfig, context, controller } = environment;
  const ids = instanceIdsOf(controller);
  return {
    instance: service === undefined ? ids[0] : instanceOf(service, ids, config?.rollout.shard),
    declared: { own, clusterTemplates: templatesOf(environment) },
    namespace: namespaceOf(environment),
    ownersOf: (template) =>
      [...services]
        .filter(([, { analysisTemplates }]) => Object.hasOwn(analysisTemplates, template))
        .map(([owner]) => owner),
    kubeconfig,
    context,
  };
}

/** What is wrong elsewhere does not matter here; without a usable stack all of it does. */
function templateErrors(
  { findings, environment }: LoadedEnvironment,
  service: string | undefined,
): Finding[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (environment === undefined) return errors;
  const keys = new Set<unknown>(["analysisTemplates", "analysisLibrary"]);
  return errors.filter(({ path: [first, name, key] }) =>
    first === "services" ? name === service && key === "analysisTemplates" : keys.has(first),
  );
}
