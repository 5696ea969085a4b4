import type { AnalysisTemplateConfig, Path } from "../../config";
import { mergedArguments } from "../analysis/arguments";
import { measuredPlaces } from "../analysis/measured";
import { isTemplated } from "../analysis/placeholder";
import type { ServiceScope } from "../scope";
import { reachable } from "./reachable";

/** A Secret that a template reads in the namespace of the service. */
export interface NeededSecret {
  /** Where the service names the template, or one that leads to it. */
  readonly path: Path;
  readonly template: string;
  readonly secret: string;
  readonly keys: readonly string[];
}

/** Each Secret once for each place and template. */
export function neededSecrets(scope: ServiceScope): NeededSecret[] {
  const known = { own: scope.service.analysisTemplates, around: scope.around };
  return measuredPlaces(scope).flatMap((place) => {
    const counting = [...mergedArguments(place.merged).values()].map(({ arg }) => arg);
    const needed = new Map<string, NeededSecret>();
    for (const { ref, path } of place.templates) {
      for (const { name: template, template: spec } of reachable([ref], known).templates) {
        for (const [secret, keys] of spec === undefined ? [] : secretsOf(spec, counting)) {
          const id = `${template}/${secret}`;
          if (!needed.has(id)) needed.set(id, { path, template, secret, keys });
        }
      }
    }
    return [...needed.values()];
  });
}

type Arguments = NonNullable<AnalysisTemplateConfig["args"]>;

/** Secret -> its keys. Of arguments of the same name in several templates, one counts. */
function secretsOf(
  { args = [], metrics = [] }: AnalysisTemplateConfig,
  counting: Arguments,
): Map<string, readonly string[]> {
  const secrets = new Map<string, readonly string[]>();
  const add = (name: string, ...keys: string[]): void => {
    secrets.set(name, [...new Set([...(secrets.get(name) ?? []), ...keys])]);
  };
  for (const { valueFrom } of args.filter((arg) => counting.includes(arg))) {
    if (valueFrom?.secretKeyRef !== undefined) add(valueFrom.secretKeyRef.name, valueFrom.secretKeyRef.key);
  }
  for (const { provider } of metrics) {
    const { name, namespaced } = provider.datadog?.secretRef ?? {};
    if (namespaced === true && name !== undefined && !isTemplated(name)) add(name, "api-key", "app-key");
  }
  return secrets;
}
