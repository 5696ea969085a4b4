import { analysisPlaces } from "../analysis/places";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const wholeFields = new Set(
  ["annotations", "labels", "name", "namespace", "uid"].map((name) => `metadata.${name}`),
);
const domain = String.raw`[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*`;
const keyName = String.raw`[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;
const oneKey = new RegExp(String.raw`^metadata\.(annotations|labels)\['(${domain}/)?${keyName}'\]$`);

export const argumentFieldPath: Rule<ServiceScope> = {
  id: "argument-field-path",
  severity: "error",
  what: "An argument of an analysis takes its value from a field of the metadata that cannot be read.",
  why: "In a step the controller refuses the whole Rollout (InvalidSpec); elsewhere the analysis fails when it starts.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go and kubernetes pkg/fieldpath",
  *check(scope) {
    for (const { path, args } of analysisPlaces(scope)) {
      for (const [index, { valueFrom }] of args.entries()) {
        const fieldPath = valueFrom?.fieldRef?.fieldPath;
        if (fieldPath === undefined || isReadable(fieldPath)) continue;
        yield {
          path: [...path, "args", index, "valueFrom", "fieldRef", "fieldPath"],
          reason: `${fieldPath} is not a field that the downward API knows.`,
          hint: "Of the metadata it knows name, namespace, uid, labels['key'] and annotations['key'].",
        };
      }
    }
  },
};

/** Any other path is read from the Rollout while the update runs. The case of an annotation's key does not matter. */
function isReadable(fieldPath: string): boolean {
  if (!fieldPath.startsWith("metadata") || wholeFields.has(fieldPath)) return true;
  return oneKey.test(fieldPath.startsWith("metadata.annotations[") ? fieldPath.toLowerCase() : fieldPath);
}
