import type { SpreadConstraint } from "../config";
import { said } from "../manifests";
import { mapAt, type Shape } from "./deployment";

const overNodes: SpreadConstraint = {
  topologyKey: "kubernetes.io/hostname",
  maxSkew: 1,
  whenUnsatisfiable: "ScheduleAnyway",
};

/** Where the pods run. */
export const shapeScheduling: Shape = (deployment, { controller }) => {
  const { spec, pod } = deployment;
  const { topologySpreadConstraints = controller.replicas > 1 ? [overNodes] : [] } = controller;
  const ownPods = { labelSelector: mapAt(spec, "selector"), matchLabelKeys: ["pod-template-hash"] };
  const constraints = topologySpreadConstraints.map((one) => ({
    // Pods that the values choose may be others', which have other hashes.
    ...(one.labelSelector === undefined && ownPods),
    ...one,
  }));
  return {
    ...deployment,
    pod: {
      ...pod,
      ...said(
        controller,
        ...(["nodeSelector", "tolerations", "affinity", "priorityClassName"] as const),
        ...(["runtimeClassName", "schedulerName"] as const),
      ),
      ...(constraints.length > 0 && { topologySpreadConstraints: constraints }),
    },
  };
};
