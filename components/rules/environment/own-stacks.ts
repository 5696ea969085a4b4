import { type EnvironmentConfig, isNamedBy, suggestion } from "../../config";
import { firstOf } from "../first-of";
import type { Rule } from "../rule";
import { type EnvironmentScope, serviceNames } from "../scope";

export const unknownOwnService: Rule<EnvironmentScope> = {
  id: "unknown-own-service",
  severity: "error",
  what: "`ownStacks` or `selection` names a service that the environment does not have.",
  why: "Most often the name is misspelt: the service would stay in the stack that it is to leave, or be in none.",
  upstream: "none: roles are this package's own",
  *check(scope) {
    const known = serviceNames(scope);
    for (const { path, names } of namedIn(scope.environment))
      for (const [index, name] of names.entries()) {
        if (known.has(name)) continue;
        yield {
          path: [...path, index],
          reason: `${name} is not a service of ${scope.environment.environment}.`,
          hint: suggestion(name, [...known]),
        };
      }
  },
};

export const ownStacksOverlap: Rule<EnvironmentScope> = {
  id: "own-stacks-overlap",
  severity: "error",
  what: "Two groups of `ownStacks` have the same service.",
  why: "Two stacks would make the same objects: the API server refuses the second in the middle of an up.",
  upstream: "pulumi-kubernetes: an object that exists is not taken over",
  *check({ environment: { ownStacks }, services }) {
    if (typeof ownStacks === "string" || !("groups" in ownStacks)) return;
    const groups = Object.entries(ownStacks.groups).map(([group, selection]) => {
      const members = [...services].filter(([name, { labels }]) => isNamedBy(selection, name, labels));
      return { group, members: new Set(members.map(([name]) => name)) };
    });
    for (const [index, { group, members }] of groups.entries())
      for (const former of groups.slice(0, index)) {
        const both = [...members].filter((name) => former.members.has(name));
        if (both.length === 0) continue;
        yield {
          path: ["ownStacks", "groups", group],
          reason: `In ${former.group} too: ${firstOf(both)}.`,
          hint: "A service has one stack: narrow one of the groups.",
        };
      }
  },
};

/** Where the config names services, and which. */
function namedIn({
  ownStacks,
  selection,
}: EnvironmentConfig): { path: string[]; names: readonly string[] }[] {
  const named = [{ path: ["selection", "names"], names: selection?.names ?? [] }];
  if (Array.isArray(ownStacks)) return [...named, { path: ["ownStacks"], names: ownStacks }];
  if (ownStacks === "all" || !("groups" in ownStacks)) return named;
  const groups = Object.entries(ownStacks.groups);
  return groups.map(([group, { names = [] }]) => ({ path: ["ownStacks", "groups", group, "names"], names }));
}
