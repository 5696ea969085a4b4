import type { StateResource } from "../../e2e/support/stack";

/** Types of the SDK for what services are made of; everything else is a CustomResource. */
const classes: Readonly<Record<string, string>> = {
  "kubernetes:core/v1:Namespace": "k8s.core.v1.Namespace",
  "kubernetes:core/v1:Service": "k8s.core.v1.Service",
  "kubernetes:core/v1:ServiceAccount": "k8s.core.v1.ServiceAccount",
  "kubernetes:core/v1:ConfigMap": "k8s.core.v1.ConfigMap",
  "kubernetes:apps/v1:Deployment": "k8s.apps.v1.Deployment",
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": "k8s.autoscaling.v2.HorizontalPodAutoscaler",
  "kubernetes:policy/v1:PodDisruptionBudget": "k8s.policy.v1.PodDisruptionBudget",
};

/**
 * What a person would write by hand without this package: a plain JavaScript program with the same objects, each with all its
 * values in it, in another namespace. Nothing is read, merged or checked.
 */
export function floorProgram(
  resources: readonly StateResource[],
  namespaces: readonly [from: string, to: string],
): string {
  const [from, to] = namespaces;
  const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
  const isNamespace = ({ type }: StateResource): boolean => type === "kubernetes:core/v1:Namespace";
  const line = ({ urn, type, inputs }: StateResource, index: number, more: string): string => {
    const text = JSON.stringify(inputs).replaceAll(`"${from}"`, `"${to}"`);
    const name = `${urn.split("::").at(-1) ?? ""}-${String(index)}`;
    const options = `{ provider, ${more} ignoreChanges: ['spec.selector'] }`;
    return `new ${classes[type] ?? "k8s.apiextensions.CustomResource"}(${JSON.stringify(name)}, ${text}, ${options});`;
  };
  const namespace = objects
    .filter(isNamespace)
    .map((one, index) => `const namespace = ${line(one, index, "")}`);
  const others = objects
    .filter((one) => !isNamespace(one))
    .map((one, index) => line(one, index, "dependsOn: [namespace],"));
  return [
    '"use strict";',
    'const k8s = require("@pulumi/kubernetes");',
    'const provider = new k8s.Provider("cluster", {});',
    ...namespace,
    ...others,
    "",
  ].join("\n");
}
