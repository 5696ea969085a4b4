import type { Container, Pod, PodStatus } from "../../../../../scripts/local/plane/controller-runner/pod";

/** A pod of a controller, with what a test says of it. */
export function podWith(
  container: Partial<Container> = {},
  spec: Partial<Pod["spec"]> = {},
  status: PodStatus = {},
): Pod {
  const own = { name: "argo-rollouts", image: "registry.invalid/argo-rollouts:1", ...container };
  return {
    metadata: {
      ...{ name: "argo-rollouts-a", namespace: "rollouts", uid: "u-1" },
      labels: { "app.kubernetes.io/name": "argo-rollouts" },
    },
    spec: { serviceAccountName: "argo-rollouts", nodeName: "local", containers: [own], ...spec },
    status,
  };
}
