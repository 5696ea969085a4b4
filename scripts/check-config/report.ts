import { type Finding, formatFinding, sortFindings } from "../../components/config";
import { projectRoot } from "../local/plane/folder";
import type { LoadedEnvironment } from "../config/load";
import { type Place, Places } from "../config/places";

/** A finding, where it stands, and which environments have it: a mistake in `values.yaml` is one mistake, not three. */
export interface PlacedFinding extends Finding {
  readonly place: Place | undefined;
  readonly environments: readonly string[];
}

export interface Report {
  readonly environments: readonly string[];
  /** Of which only the catalog is known. */
  readonly withoutStack: readonly string[];
  readonly services: number;
  /** By path. */
  readonly findings: readonly PlacedFinding[];
  readonly errors: number;
  readonly warnings: number;
}

/** All findings of all environments, each once. */
export function reportOn(loaded: readonly LoadedEnvironment[], base = projectRoot): Report {
  const places = new Places(base);
  const found = new Map<string, PlacedFinding>();
  for (const environment of loaded) {
    for (const finding of environment.findings) {
      const place = places.ofPath(environment, finding.path);
      const key = JSON.stringify([finding.severity, formatFinding(finding), place]);
      const environments = [...(found.get(key)?.environments ?? []), nameOf(environment)];
      found.set(key, { ...finding, place, environments: [...new Set(environments)] });
    }
  }
  const findings = [...found.values()];
  return {
    environments: loaded.map(nameOf),
    withoutStack: loaded.filter(({ stack }) => stack === undefined).map(nameOf),
    services: new Set(loaded.flatMap(({ values }) => [...values.keys()])).size,
    findings: inOrder(findings),
    errors: findings.filter(({ severity }) => severity === "error").length,
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
}

/** The stack's name where it says more than the environment's. */
function nameOf({ name, stack }: LoadedEnvironment): string {
  return stack ?? name;
}

function inOrder(findings: readonly PlacedFinding[]): PlacedFinding[] {
  const order = new Map(sortFindings(findings).map((finding, index) => [finding, index]));
  return [...findings].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
