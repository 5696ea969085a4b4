import type { EnvironmentConfig } from "../../config";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

/** What only the stack with `role: environment` makes: key -> what a stack of services has to say instead. */
const ofEnvironment: readonly {
  readonly path: readonly string[];
  readonly isSaid: (environment: EnvironmentConfig) => boolean;
  readonly hint: string;
}[] = [
  {
    path: ["controller", "install"],
    isSaid: ({ controller }) => controller.install,
    hint: "Set controller.install: false.",
  },
  {
    path: ["createNamespace"],
    isSaid: ({ createNamespace }) => createNamespace,
    hint: "Set createNamespace: false.",
  },
  {
    path: ["analysisTemplates"],
    isSaid: ({ analysisTemplates }) => Object.keys(analysisTemplates).length > 0,
    hint: "Leave them out: those of the stack that is named as platform are known.",
  },
  {
    path: ["analysisLibrary"],
    isSaid: ({ analysisLibrary }) => analysisLibrary !== undefined,
    hint: "Leave it out: the templates of the stack that is named as platform are known.",
  },
  {
    path: ["analysisSecrets"],
    isSaid: ({ analysisSecrets }) => Object.keys(analysisSecrets).length > 0,
    hint: "Leave them out: Secrets are looked up in the namespace.",
  },
];

export const roleOfServices: Rule<EnvironmentScope> = {
  id: "role-of-services",
  severity: "error",
  what: "A stack of services makes what belongs to the stack of their environment.",
  why: "Two stacks would make the same objects: the API server refuses the second in the middle of an up, and the first to be destroyed takes them away from all.",
  upstream: "pulumi-kubernetes: an object that exists is not taken over",
  *check({ environment }) {
    if (environment.role === "environment") return;
    for (const { path, isSaid, hint } of ofEnvironment)
      if (isSaid(environment))
        yield { path, reason: `A stack with role: ${environment.role} has services alone.`, hint };
  },
};

/** Which key says what a role has. */
const keys = {
  environment: undefined,
  services: "selection",
  service: "service",
} as const;

export const roleWithoutServices: Rule<EnvironmentScope> = {
  id: "role-without-services",
  severity: "error",
  what: "A stack does not say which services it has, or says it for another role.",
  why: "It would have none, or others than it says, and delete what it has.",
  upstream: "none: roles are this package's own",
  *check({ environment, services }) {
    const { role, ownStacks } = environment;
    for (const [other, key] of Object.entries(keys)) {
      if (key === undefined) continue;
      const isSaid = environment[key] !== undefined;
      if (other === role && !isSaid)
        yield { path: [key], reason: `role: ${role} needs it.`, hint: `Set ${key}.` };
      if (other !== role && isSaid)
        yield {
          path: [key],
          reason: `It is for role: ${other}, and this stack has role: ${role}.`,
          hint: `Set role: ${other}, or leave ${key} out.`,
        };
    }
    if (role !== "environment" && (!Array.isArray(ownStacks) || ownStacks.length > 0))
      yield {
        path: ["ownStacks"],
        reason: `It is for role: environment, and this stack has role: ${role}.`,
        hint: "Leave it out.",
      };
    if (role === "service" && environment.service !== undefined && services.size === 0)
      yield {
        path: ["service"],
        reason: `${environment.service} is not a service of ${environment.environment}, or cannot be read.`,
        hint: "Name one that has values for this environment.",
      };
  },
};
