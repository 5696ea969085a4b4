import { circlesOf, suggestion } from "../../config";
import type { Rule } from "../rule";
import { type EnvironmentScope, serviceNames } from "../scope";

export const unknownDependency: Rule<EnvironmentScope> = {
  id: "unknown-dependency",
  severity: "error",
  what: "`dependsOn` names a service that the environment does not have.",
  why: "Nothing would be waited for: most often the name is misspelt.",
  upstream: "none: `dependsOn` is this package's own",
  *check(scope) {
    const known = serviceNames(scope);
    for (const [name, { dependsOn }] of scope.services)
      for (const [index, wanted] of dependsOn.entries()) {
        if (known.has(wanted)) continue;
        yield {
          path: ["services", name, "dependsOn", index],
          reason: `${wanted} is not a service of this environment.`,
          hint: suggestion(wanted, [...known]),
        };
      }
  },
};

export const dependencyCircle: Rule<EnvironmentScope> = {
  id: "dependency-circle",
  severity: "error",
  what: "Services depend on each other in a circle.",
  why: "None of them could be the first.",
  upstream: "none: `dependsOn` is this package's own",
  *check({ services }) {
    for (const circle of circlesOf(services)) {
      const [name = ""] = circle;
      yield {
        path: ["services", name, "dependsOn"],
        reason: `${circle.join(" -> ")} is a circle.`,
        hint: "Take one of them out.",
      };
    }
  },
};

export const dependencyInLaterWave: Rule<EnvironmentScope> = {
  id: "dependency-in-later-wave",
  severity: "error",
  what: "A service depends on one of a later wave.",
  why: "It would have to be updated before and after it.",
  upstream: "none: `wave` and `dependsOn` are this package's own",
  *check({ services }) {
    for (const [name, { dependsOn, wave }] of services)
      for (const [index, wanted] of dependsOn.entries()) {
        const other = services.get(wanted)?.wave ?? wave;
        if (other <= wave) continue;
        yield {
          path: ["services", name, "dependsOn", index],
          reason: `${wanted} is in wave ${String(other)}, and ${name} in wave ${String(wave)}.`,
          hint: `Set wave: ${String(other)} or more here, or a lower one there.`,
        };
      }
  },
};
