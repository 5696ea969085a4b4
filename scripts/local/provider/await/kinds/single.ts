import { isDeepStrictEqual } from "node:util";
import { conditionOf, holds, reasonAndMessage } from "../conditions";
import { fieldsAt, listAt, textAt } from "../fields";
import type { KubeObject } from "../reader";
import { readyUnless } from "../verdict";
import type { Kind } from "./kind";

/** A load balancer has its address. Backends that do not exist are no reason to wait. */
export const ingress: Kind = {
  reportedOnRead: true,
  judge: (object) =>
    readyUnless(
      listAt(object, "status.loadBalancer.ingress").length > 0
        ? []
        : ["Ingress .status.loadBalancer field was not updated with a hostname/IP address."],
      "[2/3] Waiting for update of .status.loadBalancer with hostname/IP",
    ),
};

/** Available or bound. */
export const persistentVolume: Kind = { judge: (object) => inPhase(object, ["Available", "Bound"]) };

/** Bound; left pending where its storage class binds on first use. */
export const persistentVolumeClaim: Kind = {
  related: (object) =>
    textAt(object, "spec.storageClassName") === ""
      ? []
      : [{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass" }],
  judge(object, related) {
    const className = textAt(object, "spec.storageClassName");
    const storageClass = related.find(
      ({ kind, metadata }) => kind === "StorageClass" && metadata.name === className,
    );
    const onFirstUse = textAt(storageClass, "volumeBindingMode") === "WaitForFirstConsumer";
    return inPhase(object, onFirstUse ? ["Pending", "Bound"] : ["Bound"]);
  },
};

/** Active: a namespace on its way out takes no new objects. */
export const namespace: Kind = { judge: (object) => inPhase(object, ["Active"]) };

/** A service account token has been written; other Secrets are ready at once. */
export const secret: Kind = {
  judge: (object) => {
    const pending =
      textAt(object, "type") === "kubernetes.io/service-account-token" &&
      Object.keys(fieldsAt(object, "data")).length === 0;
    return readyUnless(pending ? ["The service account token was not written to .data"] : []);
  },
};

/** The quota controller has taken over the limits. */
export const resourceQuota: Kind = {
  judge: (object) =>
    readyUnless(
      isDeepStrictEqual(fieldsAt(object, "spec.hard"), fieldsAt(object, "status.hard"))
        ? []
        : ["Quotas don't match after creation: .status.hard differs from .spec.hard"],
    ),
};

/** Established: the API server serves the kind. */
export const customResourceDefinition: Kind = {
  judge(object) {
    if (holds(object, "Established")) return readyUnless([]);
    const refused = conditionOf(object, "NamesAccepted");
    const why = refused && refused.status === "False" ? [reasonAndMessage(refused)] : [];
    return readyUnless(["CustomResourceDefinition is not established", ...why]);
  },
};

function inPhase(object: KubeObject, phases: string[]) {
  const phase = textAt(object, "status.phase");
  return readyUnless(
    phases.includes(phase)
      ? []
      : [`${object.kind} is ${phase || "without a phase"}, not ${phases.join(" or ")}`],
  );
}
