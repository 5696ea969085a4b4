import { z } from "zod";
import { label, labelKey } from "./labels";

export const podSecurityLevels = ["privileged", "baseline", "restricted"] as const;
export type PodSecurityLevel = (typeof podSecurityLevels)[number];

const level = z.enum(podSecurityLevels);
const mode = z.union(
  [
    level,
    z.strictObject({
      level: level.describe("The standard's level."),
      version: z
        .string()
        .regex(/^(latest|v1\.\d{1,3})$/, { error: 'expected "latest" or a minor version such as "v1.34"' })
        .describe("Release of Kubernetes whose standard is meant: `v1.34`, or `latest`. Default: `latest`."),
    }),
  ],
  { error: "expected privileged, baseline, restricted, or {level, version}" },
);

/** How strict the API server is with the pods of a namespace. Upstream: Pod Security Admission. */
export const podSecurity = z.strictObject({
  enforce: mode.optional().describe("Pods that do not meet it are refused."),
  audit: mode.optional().describe("Pods that do not meet it are noted in the audit log."),
  warn: mode.optional().describe("Whoever makes pods that do not meet it is warned."),
});
export type PodSecurity = z.output<typeof podSecurity>;

export const POD_SECURITY = "pod-security.kubernetes.io/";
const ownKey = labelKey.refine((key) => !key.startsWith(POD_SECURITY), {
  error: "expected podSecurity instead, which makes this label",
});

export const namespaceLabels = z.record(ownKey, label);
export const namespaceAnnotations = z.record(labelKey, z.string());

/** A namespace's labels, those of the Pod Security Standard included. */
export function labelsOfNamespace(
  podSecurity: PodSecurity = {},
  labels: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const modes = Object.entries(podSecurity).flatMap(([name, said]): [string, string][] => {
    if (said === undefined) return [];
    if (typeof said === "string") return [[`${POD_SECURITY}${name}`, said]];
    return [
      [`${POD_SECURITY}${name}`, said.level],
      [`${POD_SECURITY}${name}-version`, said.version],
    ];
  });
  return { ...labels, ...Object.fromEntries(modes) };
}
