import { firstOf } from "../first-of";
import type { Rule } from "../rule";
import type { InstallScope } from "./install-scope";

const upstream = "kubernetes.io: Extend the Kubernetes API with CustomResourceDefinitions, Field pruning";

export const crdField: Rule<InstallScope> = {
  id: "crd-field",
  severity: "error",
  what: "A service or a template uses a field that the CRDs of the controller's release do not have.",
  why: "The API server drops the field without a word, and the release goes another way than the file says.",
  upstream,
  *check({ unknown }) {
    for (const { path, object, field, of } of unknown)
      yield {
        path,
        reason: `The ${object} has ${field}, which the CRDs of ${of} do not know: the API server would drop it without a word.`,
        hint: "Take it out, or install a release that knows it.",
      };
  },
};

export const crdDowngrade: Rule<InstallScope> = {
  id: "crd-downgrade",
  severity: "error",
  what: "Another release of the controller drops a field that objects in the cluster use.",
  why: "The API server hides the field from the moment that the CRD changes, and the next write of the object loses it.",
  upstream,
  *check({ environment: { controller }, dropped }) {
    for (const { field, users } of dropped)
      yield {
        path: ["controller", "version"],
        reason: `Argo Rollouts ${controller.version} does not know ${field}, which is used by ${firstOf(users)}.`,
        hint: "Take the field out there first, or stay with the release in the cluster.",
      };
  },
};
