import { madeExternalSecrets, madeSecrets } from "../references/made-secrets";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

export const secretNameCollision: Rule<EnvironmentScope> = {
  id: "secret-name-collision",
  severity: "error",
  what: "The stack makes a Secret for templates, and one of its services makes one of the same name.",
  why: "They share a namespace: two objects write one Secret, or the API server refuses the second in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check({ environment, services, around: { live } }) {
    for (const [name, { externalSecret }] of Object.entries(environment.analysisSecrets)) {
      if (externalSecret === undefined) continue;
      for (const [owner, service] of services) {
        const made = [
          ...madeSecrets(owner, service, live?.namespace),
          ...madeExternalSecrets(owner, service),
        ];
        if (!made.includes(name)) continue;
        yield {
          path: ["analysisSecrets", name],
          reason: `The name is taken: ${owner} makes it in the same namespace.`,
          hint: "Take one of the two out, or write existing: true here.",
        };
      }
    }
  },
};
