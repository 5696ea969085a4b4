const groups = {
  rollouts: "apis/argoproj.io/v1alpha1",
  analysisRuns: "apis/argoproj.io/v1alpha1",
  replicaSets: "apis/apps/v1",
  deployments: "apis/apps/v1",
  services: "api/v1",
  virtualServices: "apis/networking.istio.io/v1alpha3",
} as const;

/** The kinds of objects that are counted. */
export type Kind = keyof typeof groups;
export const kinds: readonly Kind[] = [
  ...(["rollouts", "analysisRuns", "replicaSets", "deployments", "services", "virtualServices"] as const),
];

export function pathOf(kind: Kind, namespace: string): string {
  return `/${groups[kind]}/namespaces/${namespace}/${kind.toLowerCase()}`;
}

export function pathOfAll(kind: Kind): string {
  return `/${groups[kind]}/${kind.toLowerCase()}`;
}
