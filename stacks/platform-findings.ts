import type { EnvironmentConfig, Finding, Path, PlatformOutputs } from "../components/config";
import { namespaceOf, templatesOf } from "./plan-environment";

/** What both stacks would make: the API server refuses the second of a name, in the middle of an up. */
export function platformFindings(environment: EnvironmentConfig, platform: PlatformOutputs): Finding[] {
  return [
    ...templatesTwice(environment, platform),
    ...namespaceTwice(environment, platform),
    ...controllerTwice(environment, platform),
  ];
}

function templatesTwice(environment: EnvironmentConfig, platform: PlatformOutputs): Finding[] {
  const twice = Object.keys(templatesOf(environment)).filter((name) =>
    Object.hasOwn(platform.analysisTemplates, name),
  );
  return twice.map((name) => {
    const isOwn = Object.hasOwn(environment.analysisTemplates, name);
    return {
      ...error("platform-template", isOwn ? ["analysisTemplates", name] : ["analysisLibrary"]),
      reason: `The platform's stack ${nameOf(environment)} makes the template "${name}" already.`,
      hint: isOwn
        ? "Rename it, or leave it out."
        : "Leave the library to the platform, or choose other templates.",
    };
  });
}

function namespaceTwice(environment: EnvironmentConfig, { namespaces }: PlatformOutputs): Finding[] {
  const name = namespaceOf(environment);
  if (!environment.createNamespace || !Object.hasOwn(namespaces, name)) return [];
  return [
    {
      ...error("platform-namespace", ["namespace"]),
      reason: `The platform's stack ${nameOf(environment)} makes the namespace ${name} already.`,
      hint: "Set createNamespace: false.",
    },
  ];
}

function controllerTwice(environment: EnvironmentConfig, { controller }: PlatformOutputs): Finding[] {
  if (!environment.controller.install || controller === undefined) return [];
  return [
    {
      ...error("platform-controller", ["controller", "install"]),
      reason: `The platform's stack ${nameOf(environment)} installs a controller already: two would work on the same Rollouts.`,
      hint: "Set controller.install: false.",
    },
  ];
}

function nameOf({ platform = "" }: EnvironmentConfig): string {
  return platform;
}

function error(rule: string, path: Path): Pick<Finding, "rule" | "severity" | "path"> {
  return { rule, severity: "error", path };
}
