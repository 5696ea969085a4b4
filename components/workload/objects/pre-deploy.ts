import type * as k8s from "@pulumi/kubernetes";
import { isOutput } from "../../config";
import { checksum, type Manifest, metadata, type Subject } from "../../manifests";
import { workloadRefOf } from "../rollout";
import { preDeployPod } from "./pre-deploy-pod";

/** The name is a label of the Job's pods, and a label has room for 63 characters. */
const MAX_NAME = 63;

/** For the provider: a Job that failed is made anew by the next up. */
const replaced = { "pulumi.com/replaceUnready": "true" };
/** Kubernetes is the one that gives up, and says why; the provider waits a little longer. */
const GRACE_SECONDS = 30;

/** What has to succeed before a new version starts. */
export function renderPreDeploy(subject: Subject): Manifest | undefined {
  const { enabled, backoffLimit, activeDeadlineSeconds, annotations } = subject.service.preDeploy;
  if (!enabled) return undefined;
  const timeoutSeconds = String(activeDeadlineSeconds + GRACE_SECONDS);
  const spec = {
    backoffLimit,
    activeDeadlineSeconds,
    podFailurePolicy: {
      rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
    },
    template: preDeployPod(subject, workloadRefOf(subject) !== undefined),
  } satisfies k8s.types.input.batch.v1.JobSpec;
  const suffix = `-pre-deploy-${checksum(plain(spec)).slice(0, 8)}`;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...metadata(subject, {
        annotations: { ...replaced, "pulumi.com/timeoutSeconds": timeoutSeconds, ...annotations },
      }),
      name: `${subject.name.slice(0, MAX_NAME - suffix.length).replace(/-+$/, "")}${suffix}`,
    },
    spec,
  };
}

/** A name cannot wait for what is known later; the provider replaces the Job when such a value changes. */
function plain(value: unknown): unknown {
  if (isOutput(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
