import { suggestion } from "../../components/config";
import { LoadError } from "../config/load-error";
import type { TemplateSource } from "./request";
import { isBuiltIn, type Scope, type Templates } from "./templates";

export interface TemplateKey {
  readonly name: string;
  readonly scope: Scope;
}

/** Where a name is looked for, first place first. */
export function scopesFor(source: TemplateSource, namespaceIsSaid: boolean): readonly Scope[] {
  const ownFirst: readonly Scope[] = ["namespaced", "clusterWide"];
  return source.from === "cluster" && !namespaceIsSaid ? ["clusterWide", "namespaced"] : ownFirst;
}

/** Throws a `LoadError` with the names that there are. */
export function chooseTemplate(
  name: string,
  templates: Templates,
  scopes: readonly Scope[],
  { where, wayOut }: Place,
): TemplateKey {
  const scope = scopes.find((one) => templates[one].has(name));
  if (scope !== undefined) return { name, scope };
  const known = [...new Set(scopes.flatMap((one) => [...templates[one].keys()]))].sort();
  throw new LoadError(
    [`There is no template "${name}" ${where}.`, ...namesLike(name, known), ...wayOut].join(" "),
  );
}

/** Where was looked, and what else there is to do. */
export interface Place {
  readonly where: string;
  readonly wayOut: readonly string[];
}

export function placeOf(
  source: TemplateSource,
  name: string,
  namespace: string,
  /** Services of the environment that have a template of that name. */
  owners: readonly string[] = [],
): Place {
  const builtIn = isBuiltIn(name)
    ? ["The built-in one of that name can be tried with --prometheus <url>."]
    : [];
  if (source.from === "cluster")
    return { where: `in the cluster, its namespace ${namespace} included`, wayOut: builtIn };
  if (source.from === "library") return { where: "among the built-in ones", wayOut: [] };
  const { environment, service } = source;
  const ofService = service === undefined ? "" : `the service ${service} of `;
  const elsewhere = owners.map((owner) => `The service ${owner} has one: give --service ${owner}.`);
  return { where: `in ${ofService}the environment ${environment}`, wayOut: [...elsewhere, ...builtIn] };
}

function namesLike(name: string, known: readonly string[]): string[] {
  if (known.length === 0) return ["There are none."];
  const near = suggestion(name, known);
  const isGuess = near.startsWith("Did you mean");
  return isGuess && known.length > 1 ? [near, `Known here: ${known.join(", ")}.`] : [near];
}
