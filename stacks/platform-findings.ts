import {
  clusterTemplateName,
  type EnvironmentConfig,
  type Finding,
  type InstanceIds,
  instanceIdsOf,
  type Path,
  type PlatformOutputs,
} from "../components/config";
import { namespaceOf, templatesOf } from "./plan-environment";

/** What both stacks would make: the API server refuses the second of a name, in the middle of an up. */
export function platformFindings(environment: EnvironmentConfig, platform: PlatformOutputs): Finding[] {
  return [
    ...templatesTwice(environment, platform),
    ...namespaceTwice(environment, platform),
    ...controllerTwice(environment, platform),
  ];
}

/** Whether the stack has controllers of its own beside the platform's: none of them sees what is meant for those. */
export function hasOwnControllers(
  { controller }: EnvironmentConfig,
  { instances }: PlatformOutputs,
): boolean {
  return controller.install && sharedIds(instanceIdsOf(controller), instances).length === 0;
}

/** A controller without an id takes what has no label, as if that were one. */
function sharedIds(one: InstanceIds, other: InstanceIds): string[] {
  const ids = (some: InstanceIds) => (some.length === 0 ? [""] : [...some]);
  return ids(one).filter((id) => ids(other).includes(id));
}

function templatesTwice(environment: EnvironmentConfig, platform: PlatformOutputs): Finding[] {
  const { install, ...controller } = environment.controller;
  const ids = install ? instanceIdsOf(controller) : platform.instances;
  const theirs = new Set(
    Object.keys(platform.analysisTemplates).flatMap((name) => namesInCluster(name, platform.instances)),
  );
  const twice = Object.keys(templatesOf(environment)).filter((name) =>
    namesInCluster(name, ids).some((one) => theirs.has(one)),
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

/** Of several controllers each has a copy. */
function namesInCluster(template: string, ids: InstanceIds): string[] {
  return ids.length === 0 ? [template] : ids.map((id) => clusterTemplateName(template, id, ids));
}

function controllerTwice(environment: EnvironmentConfig, platform: PlatformOutputs): Finding[] {
  const { controller } = environment;
  const { controller: theirs, instances } = platform;
  if (!controller.install || theirs === undefined) return [];
  const stack = `The platform's stack ${nameOf(environment)}`;
  const [id] = sharedIds(instanceIdsOf(controller), instances);
  if (id !== undefined)
    return [
      {
        ...error("platform-controller", ["controller", "install"]),
        reason: `${stack} installs a controller already${id === "" ? "" : ` that has the id ${id}`}: two would work on the same Rollouts.`,
        hint: "Set controller.install: false, or an instanceId that none of the platform's controllers has.",
      },
    ];
  if (controller.namespace === theirs.namespace)
    return [
      {
        ...error("platform-controller", ["controller", "namespace"]),
        reason: `${stack} has its controller in the namespace ${theirs.namespace} too: their objects have the same names.`,
        hint: "Choose another namespace.",
      },
    ];
  if (!hasClusterRoles(controller)) return [];
  return [
    {
      ...error("platform-controller", ["controller", "namespaced"]),
      reason: `${stack} makes the ClusterRoles of a controller already: these would have the same names.`,
      hint: "Set controller.namespaced: true, or rights: none and aggregateRoles: false where the rights come from elsewhere.",
    },
  ];
}

function hasClusterRoles({ namespaced, rights, aggregateRoles = !namespaced }: Controller): boolean {
  return aggregateRoles || (!namespaced && rights !== "none");
}

type Controller = EnvironmentConfig["controller"];

function nameOf({ platform = "" }: EnvironmentConfig): string {
  return platform;
}

function error(rule: string, path: Path): Pick<Finding, "rule" | "severity" | "path"> {
  return { rule, severity: "error", path };
}
