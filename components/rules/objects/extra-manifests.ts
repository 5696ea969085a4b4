import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { ownObjects } from "./own-objects";

export const extraManifestCollision: Rule<ServiceScope> = {
  id: "extra-manifest-collision",
  severity: "error",
  what: "An object among the extra ones is one of the service's own, or is there twice.",
  why: "Two parts of the program would own one object: the up fails in its middle, or each undoes the other's change.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check(scope) {
    const own = new Set(ownObjects(scope).map(({ group, kind, name }) => key(group, kind, name)));
    const seen = new Set<string>();
    for (const [index, { apiVersion, kind, metadata }] of scope.service.extraManifests.entries()) {
      const path = ["extraManifests", index, "metadata", "name"];
      const id = key(groupOf(apiVersion), kind, metadata.name);
      const place = `${metadata.namespace ?? ""}/${id}`;
      // The name of the service's namespace is not known here, so one that is said is taken for another.
      if (metadata.namespace === undefined && own.has(id))
        yield {
          path,
          reason: `The service has a ${kind} of this name itself.`,
          hint: "Choose another name, or use the service's own keys.",
        };
      else if (seen.has(place))
        yield { path, reason: `The same ${kind} is there twice.`, hint: "Take one of them out." };
      seen.add(place);
    }
  },
};

/** An object has the same name in every version of its group. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.replace(/\/.*$/, "") : "";
}

function key(group: string, kind: string, name: string): string {
  return `${group}/${kind}/${name}`;
}
