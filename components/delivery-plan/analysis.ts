import {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  durationSeconds,
  fillArguments,
  type Gate,
  gateOf,
  type Metric,
  plainValues,
} from "../config";

/** Templates that are known: the service's own, and those of the cluster. */
export interface KnownTemplates {
  readonly own: AnalysisTemplates;
  readonly cluster: AnalysisTemplates;
  /** The service's `rollout.gates`. */
  readonly gates: Readonly<Record<string, Gate>>;
}

/** The common part of all places that name templates. */
interface Use {
  readonly templates: readonly {
    readonly templateName: string;
    readonly clusterScope?: boolean | undefined;
    readonly gate?: Gate | undefined;
  }[];
  readonly args?: readonly { readonly name: string; readonly value?: unknown }[] | undefined;
  readonly dryRun?: readonly { readonly metricName: string }[] | undefined;
}

/** One analysis, as far as its templates say it. */
export interface Measured {
  readonly names: readonly string[];
  /** Least time until it has succeeded, as far as its templates are known. */
  readonly seconds: number;
  /** Whether all of its templates are known. */
  readonly isKnown: boolean;
  /** Whether a metric decides, so that a bad one aborts the update: one that is enforced, and no dry run. */
  readonly decides: boolean;
}

export function measure(use: Use, known: KnownTemplates): Measured {
  const templates = resolve(use.templates, known, new Set());
  const isKnown = templates.every((template) => template !== undefined);
  const found = templates.filter((template) => template !== undefined);
  const args = plainValues(
    found.flatMap((template) => template.args ?? []),
    use.args ?? [],
  );
  const metrics = found.flatMap((template) => template.metrics ?? []);
  const enforced = use.templates.filter((ref) => gateOf(ref, known.gates) === "enforce");
  const deciding = resolve(enforced, known, new Set()).flatMap((template) => template?.metrics ?? []);
  const dryRun = [...(use.dryRun ?? []), ...found.flatMap((template) => template.dryRun ?? [])];
  return {
    names: use.templates.map(({ templateName }) => templateName),
    seconds: Math.max(0, ...metrics.map((metric) => secondsOf(metric, args))),
    isKnown,
    decides: isKnown
      ? deciding.some(({ name }) => !dryRun.some(({ metricName }) => matches(metricName, name)))
      : enforced.length > 0 && !dryRun.some(({ metricName }) => metricName === ".*"),
  };
}

type Found = AnalysisTemplateConfig | undefined;

/** With the templates that they refer to. Each once, so that a circle ends. */
function resolve(refs: Use["templates"], known: KnownTemplates, seen: Set<AnalysisTemplateConfig>): Found[] {
  return refs.flatMap(({ templateName, clusterScope }): Found[] => {
    const own = clusterScope === true ? undefined : known.own[templateName];
    const template = own ?? (clusterScope === false ? undefined : known.cluster[templateName]);
    if (template === undefined) return [undefined];
    if (seen.has(template)) return [];
    seen.add(template);
    return [template, ...resolve(template.templates ?? [], known, seen)];
  });
}

/** The first measurement comes after the delay, the others at the interval. Upstream: `EffectiveCount`, `assessMetricStatus`. */
function secondsOf(metric: Metric, args: ReadonlyMap<string, string>): number {
  const fill = (value: string | number | undefined): string => fillArguments(String(value ?? ""), args);
  const counts = [metric.count, metric.consecutiveSuccessLimit].map((count) => Number(fill(count)));
  const measurements = Math.min(...counts.filter((count) => count > 0));
  // Without a count there is one measurement, or it goes on until the analysis is ended from outside.
  const more = Number.isFinite(measurements) ? measurements - 1 : 0;
  return durationSeconds(fill(metric.initialDelay)) + more * durationSeconds(fill(metric.interval));
}

/** Upstream takes it as a regular expression that may match anywhere; one that is none matches nothing. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return false;
  }
}
