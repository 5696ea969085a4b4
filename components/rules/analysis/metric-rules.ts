import type { Path } from "../../config";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { measuredPlaces, type MeasuredPlace } from "./measured";

/** Two lists whose entries choose metrics by name: in the strategy, and in templates. */
const lists = ["dryRun", "measurementRetention"] as const;
type List = (typeof lists)[number];

export const duplicateMetricRule: Rule<ServiceScope> = {
  id: "duplicate-metric-rule",
  severity: "error",
  what: "Two entries of dryRun, or of measurementRetention, that count together have the same metricName.",
  why: "The controller refuses the Rollout (InvalidSpec), or aborts the update when the analysis starts.",
  upstream: "argo-rollouts utils/analysis/helpers.go: validateDryRunMetrics; validation_references.go",
  *check(scope) {
    const places = measuredPlaces(scope);
    for (const place of places) {
      for (const list of lists) {
        for (const others of listsAlongside(place, places)) yield* duplicatesOf(list, place, others);
      }
    }
  },
};

export const unmatchedMetricRule: Rule<ServiceScope> = {
  id: "unmatched-metric-rule",
  severity: "error",
  what: "An entry of dryRun, or of measurementRetention, chooses no metric.",
  why: "The AnalysisRun ends with an error at once, and with it the update.",
  upstream: "argo-rollouts utils/analysis/helpers.go: GetDryRunMetrics",
  *check(scope) {
    for (const place of measuredPlaces(scope)) {
      const metrics = place.merged.flatMap(({ template }) =>
        (template.metrics ?? []).map(({ name }) => name),
      );
      if (!place.isComplete || metrics.some((name) => name.includes("{{"))) continue;
      for (const list of lists) {
        for (const { metricName, path, within } of [
          ...ownEntries(list, place),
          ...mergedEntries(list, place),
        ]) {
          if (metrics.some((metric) => matches(metricName, metric))) continue;
          yield {
            path,
            reason: `"${metricName}"${within} is the name of no metric that is measured here.`,
            hint: metrics.length > 0 ? `There are: ${metrics.join(", ")}.` : "Nothing is measured here.",
          };
        }
      }
    }
  },
};

interface Entry {
  readonly metricName: string;
  readonly path: Path;
  /** Where it stands, when that is not the path. */
  readonly within: string;
}

function ownEntries(list: List, place: MeasuredPlace): Entry[] {
  return place[list].map(({ metricName }, index) => ({
    metricName,
    path: [...place.rulesPath, list, index, "metricName"],
    within: "",
  }));
}

function mergedEntries(list: List, { path, merged }: MeasuredPlace): Entry[] {
  return merged.flatMap(({ name, template }) =>
    (template[list] ?? []).map(({ metricName }) => ({
      metricName,
      path,
      within: ` in ${list} of the template "${name}"`,
    })),
  );
}

/** The controller validates each place of a canary together with the entries of every step, its own or not. */
function listsAlongside(place: MeasuredPlace, places: readonly MeasuredPlace[]): readonly MeasuredPlace[] {
  if (place.kind === "experiment") return [place];
  return [...new Set([place, ...places.filter(({ kind }) => kind === "step")])];
}

function* duplicatesOf(list: List, place: MeasuredPlace, alongside: MeasuredPlace): Generator<Mistake> {
  const seen = new Map<string, Entry>();
  const isSame = place === alongside;
  for (const entry of [...mergedEntries(list, place), ...ownEntries(list, alongside)]) {
    const first = seen.get(entry.metricName);
    seen.set(entry.metricName, first ?? entry);
    // What another place repeats by itself is found there.
    if (first === undefined || (!isSame && (entry.within !== "" || first.within === ""))) continue;
    yield {
      path: entry.path,
      reason: `"${entry.metricName}"${entry.within} is there twice: also${first.within || ` in ${list}`}.`,
      hint: isSame
        ? "Leave one of the two out."
        : "Leave one of the two out: the controller checks the entries of a step with the templates of every analysis.",
    };
  }
}

/** The controller's regular expressions are Go's; one that JavaScript does not know is not checked. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return true;
  }
}
