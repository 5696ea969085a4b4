import { z } from "zod";
import { INSTANCE_LABEL } from "./controller/instances";
import { leaf } from "./leaf";
import { name } from "./scalars";
import { selectorOf } from "./selector";

const keyError = {
  error:
    "expected letters, digits, hyphens, dots and underscores (at most 63), a domain and a slash before them if need be",
};
export const labelKey = z
  .string()
  .regex(
    /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
    keyError,
  );
const LABEL = /^([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/;
export const label = z.string().regex(LABEL, {
  error: "expected at most 63 letters, digits, hyphens, dots and underscores, a letter or digit at both ends",
});

/** Written by the controllers of ReplicaSets, which find their pods by them. */
const hashes = ["pod-template-hash", "rollouts-pod-template-hash"];
const reserved = new Set([...Object.keys(selectorOf("")), ...hashes]);
const ownKey = labelKey
  .refine((key) => !reserved.has(key), {
    error: "expected another label: pods are found by this one, so it is made here",
  })
  .refine((key) => key !== INSTANCE_LABEL, {
    error:
      "expected another label: this one is made of the stack's controller.instanceId and controller.shards",
  });

export function isLabelValue(text: string): boolean {
  return LABEL.test(text);
}

export const labelMap = z.record(labelKey, leaf(label));
/** Labels beside those by which the service's pods are found. */
export const ownLabels = z.record(ownKey, leaf(label));
export const annotations = z.record(labelKey, leaf(z.string()));

/** Keys of a service that say what it is and whose. */
export const metadataKeys = {
  labels: ownLabels.default({}).describe("Labels of all objects of the service, pods included."),
  annotations: annotations.default({}).describe("Annotations of all objects of the service, pods excluded."),
  component: label.min(1).optional().describe("`app.kubernetes.io/component`: its role, such as `database`."),
  partOf: label.min(1).optional().describe("`app.kubernetes.io/part-of`: what it belongs to."),
  owner: leaf(name).optional().describe("Who answers for it. An annotation of the workload."),
  runbook: leaf(name).optional().describe("Where it says what to do. An annotation of the workload."),
  dashboard: leaf(name).optional().describe("Where one sees how it does. An annotation of the workload."),
};
