import { isDataObject, type Path, podKeys, type ServiceConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const workloadRefKind: Rule<ServiceScope> = {
  id: "workload-ref-kind",
  severity: "error",
  what: "A Rollout refers to a kind of workload that it cannot read, or cannot scale down.",
  why: "The controller refuses the whole Rollout (InvalidSpec), or cannot finish its first update.",
  upstream: "argo-rollouts rollout/templateref.go and rollout/scale_utils.go",
  *check({ service }) {
    const ref = workloadRefOf(service);
    if (ref === undefined) return;
    const apiVersion = ref.kind === "PodTemplate" ? "v1" : "apps/v1";
    if (ref.apiVersion !== apiVersion) {
      yield {
        path: ["rollout", "workloadRef", "apiVersion"],
        reason: `A ${ref.kind} is not in ${ref.apiVersion}.`,
        hint: `Set apiVersion: ${apiVersion}.`,
      };
    }
    const { scaleDown = "never" } = ref;
    if (ref.kind !== "Deployment" && scaleDown !== "never") {
      yield {
        path: ["rollout", "workloadRef", "scaleDown"],
        reason: `The controller scales down Deployments alone, not a ${ref.kind}.`,
        hint: "Set scaleDown: never, or take it out.",
      };
    }
  },
};

export const workloadRefSelector: Rule<ServiceScope> = {
  id: "workload-ref-selector",
  severity: "error",
  what: "It is not known which labels the pods behind the Service have.",
  why: "The Service would select other pods than the workload's, or none: clients get no answer.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation_references.go",
  *check({ service }) {
    const { selector = {} } = service.service;
    const hasSelector = Object.keys(selector).length > 0;
    const hasRef = workloadRefOf(service) !== undefined;
    if (hasSelector === hasRef) return;
    yield {
      path: hasRef ? ["rollout", "workloadRef"] : ["service", "selector"],
      reason: hasRef
        ? "It names pods whose labels are not known here."
        : "It is only for the pods of rollout.workloadRef; the labels of other pods are the package's.",
      hint: hasRef ? "Set them as service.selector." : "Take it out.",
    };
  },
};

export const workloadRefPods: Rule<ServiceScope> = {
  id: "workload-ref-pods",
  severity: "error",
  what: "A service describes pods that are described by another workload.",
  why: "The pod template is that workload's, so what is said here would never reach a pod.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ service }) {
    if (workloadRefOf(service) === undefined) return;
    for (const path of podValues(service)) {
      yield {
        path,
        reason: "It cannot be honoured: the pods are those of rollout.workloadRef.",
        hint: "Set it in that workload, or take workloadRef out.",
      };
    }
  },
};

/** Without a Rollout the reference is not used. */
function workloadRefOf({ rollout }: ServiceConfig): ServiceConfig["rollout"]["workloadRef"] {
  return rollout.enabled ? rollout.workloadRef : undefined;
}

/** What is said about pods: every key of theirs whose value is not what it is when nothing is said. */
function podValues(service: ServiceConfig): Path[] {
  const { image, configFiles, configEnv } = service;
  const pods = Object.entries(podKeys).flatMap(([key, schema]) =>
    differences(Reflect.get(service, key), schema.parse(undefined), [key]),
  );
  return [
    ...differences(image, undefined, ["image"]),
    ...pods,
    ...differences(configFiles, {}, ["configFiles"]),
    ...differences(configEnv, {}, ["configEnv"]),
  ];
}

/** A ServiceAccount of its own is made or not made for a `workloadRef` alike. */
const harmless = ["serviceAccount.create"];

/** Places in a value that differ from the default; below a map that is there by default, each by itself. */
function differences(value: unknown, usual: unknown, path: Path): Path[] {
  if (harmless.includes(path.join(".")) || isSame(value, usual)) return [];
  if (!isDataObject(value) || !isDataObject(usual) || Object.keys(usual).length === 0) return [path];
  return Object.keys(value).flatMap((key) => differences(value[key], usual[key], [...path, key]));
}

function isSame(value: unknown, other: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}
