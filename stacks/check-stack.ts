import {
  type DataObject,
  environment as environmentSchema,
  type EnvironmentConfig,
  type Finding,
  parse,
  parseRest,
} from "../components/config";
import { isPlatform, planPlatform } from "./plan-platform";
import type { Catalog } from "./catalog";
import type { Surroundings } from "../components/rules";
import { type CheckedEnvironment, checkAll, declaredSurroundings } from "./plan-environment";
import { narrowed, spreadOf, valuesIn } from "./selection";

/** A stack's config and its services, right or wrong. */
export interface CheckedStack extends CheckedEnvironment {
  /** Without what is wrong in it. Undefined when nothing usable is left. */
  readonly environment: EnvironmentConfig | undefined;
  /** What its folder holds, where that is known. */
  readonly catalog: Catalog | undefined;
}

/** What is known of what is around an environment. */
export type AroundOf = (environment: EnvironmentConfig) => Surroundings;

/** Checks the stack's own keys and all services at once: a mistake in the one does not hide those in the others. */
export function checkStack(
  config: DataObject,
  readCatalog: (environment: EnvironmentConfig) => Catalog,
  aroundOf: AroundOf = declaredSurroundings,
): CheckedStack {
  const check = (environment: EnvironmentConfig) =>
    checkIn(environment, readCatalog(environment), aroundOf(environment));
  if (isPlatform(config)) return { ...nothing, findings: planPlatform(config).findings };
  const { value, findings } = parse(environmentSchema, config);
  if (value !== undefined) return check(value);
  const rest = parseRest(environmentSchema, config);
  // Without the defaults every service would lack what they say.
  if (rest === undefined || rest.isTouched(["defaults"])) {
    return { environment: rest?.value, catalog: undefined, services: new Map(), values: new Map(), findings };
  }
  const checked = check(rest.value);
  const others = checked.findings
    .map((finding): Finding => ({ ...finding, path: rest.original(finding.path) }))
    .filter(({ path }) => !rest.isTouched(path));
  return { ...checked, findings: [...findings, ...others] };
}

const nothing: Omit<CheckedStack, "findings"> = {
  environment: undefined,
  catalog: undefined,
  services: new Map(),
  values: new Map(),
};

function checkIn(environment: EnvironmentConfig, catalog: Catalog, known: Surroundings): CheckedStack {
  const values = valuesIn(environment, catalog);
  const around = { ...known, allServices: new Set(values.keys()) };
  if (environment.role === "environment")
    return { environment, catalog, ...checkAll(environment, catalog, around) };
  const mine = narrowed(environment, catalog, spreadOf("", environment, values).own);
  return { ...mine, ...checkAll(mine.environment, mine.catalog, around) };
}
