import { instanceOfTemplate, type LiveCluster } from "../../components/config";
import { chooseTemplate, placeOf, scopesFor, type TemplateKey } from "./choose";
import { mergeTemplates } from "./merge";
import type { ProjectTemplates } from "./project-templates";
import type { Request } from "./request";
import {
  builtInTemplates,
  declaredTemplates,
  kindOf,
  liveTemplates,
  over,
  type Templates,
} from "./templates";

/** A template, and all that it may name. */
export interface FoundTemplate {
  readonly template: TemplateKey;
  readonly templates: Templates;
  /** `of the cluster` */
  readonly origin: string;
  /** Id of the controller to which it belongs. */
  readonly instance?: string | undefined;
}

export interface Surroundings {
  readonly namespace: string;
  /** Set when the template is the project's. */
  readonly project: ProjectTemplates | undefined;
  readLive(): Promise<LiveCluster>;
}

/** The template that is meant. The cluster is read where its templates matter. Rejects with a `LoadError`. */
export async function findTemplate(
  request: Pick<Request, "template" | "source" | "namespace">,
  { namespace, project, readLive }: Surroundings,
): Promise<FoundTemplate> {
  const { template: name, source } = request;
  const scopes = scopesFor(source, request.namespace !== undefined);
  const place = placeOf(source, name, namespace, project?.ownersOf(name));
  const choose = (templates: Templates) => chooseTemplate(name, templates, scopes, place);
  if (source.from === "cluster") {
    const live = await readLive();
    const templates = liveTemplates(live);
    const template = choose(templates);
    const instance = instanceOfTemplate(kindOf[template.scope], template.name, live);
    return { template, templates, origin: "of the cluster", instance };
  }
  if (source.from === "library" || project === undefined) {
    const templates = builtInTemplates(source.from === "library" ? source.prometheus : "");
    return { template: choose(templates), templates, origin: "built in" };
  }
  const declared = declaredTemplates(project.declared);
  const template = choose(declared);
  const { service, environment } = source;
  const owner = template.scope === "namespaced" && service !== undefined ? `the service ${service} in ` : "";
  const origin = `of ${owner}the environment ${environment}`;
  const { instance } = project;
  if (mergeTemplates(template, declared).isComplete)
    return { template, templates: declared, origin, instance };
  const live = await readLive();
  const templates = over(declaredTemplates(project.declared, live, instance), liveTemplates(live));
  return { template, templates, origin, instance };
}
