import type { AnalysisTemplateConfig } from "../../config";
import { reachable } from "../references/reachable";
import { knownTo } from "../references/template-lookup";
import { type AnalysisPlace, analysisPlaces } from "./places";
import type { ServiceScope } from "../scope";

export interface MergedTemplate {
  readonly name: string;
  readonly template: AnalysisTemplateConfig;
}

/** A place with the templates that the controller merges there. */
export interface MeasuredPlace extends AnalysisPlace {
  readonly merged: readonly MergedTemplate[];
  /** Whether the content of each template is known. */
  readonly isComplete: boolean;
}

export function measuredPlaces(scope: ServiceScope): MeasuredPlace[] {
  const known = knownTo(scope);
  return analysisPlaces(scope).map((place) => {
    const { templates, unknown } = reachable(
      place.templates.map(({ ref }) => ref),
      known,
    );
    const merged = templates.flatMap(({ name, template }) => (template ? [{ name, template }] : []));
    return { ...place, merged, isComplete: unknown.length === 0 && merged.length === templates.length };
  });
}
