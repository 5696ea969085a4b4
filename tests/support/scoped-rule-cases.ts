import assert from "node:assert/strict";
import {
  controller,
  type ControllerInput,
  type DataObject,
  emptyCluster,
  environment as environmentSchema,
  formatFinding,
  parse,
  platform as platformSchema,
  type PlatformConfig,
  type PlatformOutputs,
  type ServiceConfig,
} from "../../components/config";
import {
  checkEnvironment,
  checkPlatform,
  checkService,
  type ControllerScope,
  type EnvironmentScope,
  type Rule,
  type Surroundings,
  type TemplateScope,
} from "../../components/rules";
import { describeCases, findingsOf, type RuleCase } from "./rule-cases";
import { values } from "./services";

/** As a `RuleCase`, with the values of the template `check` of the service `pay`. */
export function describeTemplateRules(
  title: string,
  rules: readonly Rule<TemplateScope>[],
  cases: readonly RuleCase[],
): void {
  describeCases(title, rules, cases, (rule, template, around) =>
    findingsOf(rule, { analysisTemplates: { check: template } }, around),
  );
}

/** As a `RuleCase`, with what an environment stack says. Its services may leave their image out. */
export function describeEnvironmentRules(
  title: string,
  rules: readonly Rule<EnvironmentScope>[],
  cases: readonly RuleCase[],
): void {
  describeCases(title, rules, cases, environmentFindingsOf);
}

/** As a `RuleCase`, with what `controller` of a stack says. */
export function describeControllerRules(
  title: string,
  rules: readonly Rule<ControllerScope>[],
  cases: readonly RuleCase[],
): void {
  describeCases(title, rules, cases, (rule, said) => environmentFindingsOf(rule, { controller: said }));
}

/** As a `RuleCase`, with what a platform's stack says. */
export function describePlatformRules(
  title: string,
  rules: readonly Rule<PlatformConfig>[],
  cases: readonly RuleCase[],
): void {
  describeCases(title, rules, cases, (rule, config) => {
    const { value, findings } = parse(platformSchema, { role: "platform", ...config });
    assert.ok(value, `the config has the wrong shape: ${findings.map(formatFinding).join("\n")}`);
    return checkPlatform(value)
      .filter((finding) => finding.rule === rule)
      .map(formatFinding);
  });
}

/** What one rule says about an environment. */
export function environmentFindingsOf(rule: string, config: DataObject, around: Surroundings = {}): string[] {
  const { value: environment, findings } = parse(environmentSchema, { environment: "prod", ...config });
  assert.ok(environment, `the config has the wrong shape: ${findings.map(formatFinding).join("\n")}`);
  const services = new Map<string, ServiceConfig>();
  for (const [name, layer] of Object.entries(environment.services)) {
    const { service } = checkService(name, values(layer ?? {}), ["services", name], around);
    if (service !== undefined) services.set(name, service);
  }
  return checkEnvironment({ environment, services, around })
    .filter((finding) => finding.rule === rule)
    .map(formatFinding);
}

/** A stack whose controller has these plugins and no others. */
export function withPlugins(plugins: NonNullable<ControllerInput["plugins"]>): Surroundings {
  return { controller: controller.parse({ plugins }) };
}

/** A stack that names a platform, which has this. */
export function withPlatform(platform: Partial<PlatformOutputs>): Surroundings {
  return {
    platform: { format: 1, instances: [], analysisTemplates: {}, namespaces: {}, gateways: [], ...platform },
  };
}

/** A cluster that was read. */
export function withLive(
  live: Partial<NonNullable<Surroundings["live"]>> = {},
): Required<Pick<Surroundings, "live">> {
  return { live: { ...emptyCluster, ...live } };
}
