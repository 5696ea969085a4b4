import type { DataObject } from "../../components/config";

/** The same numbers for the same seed, on every machine. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const kinds: readonly { readonly share: number; readonly values: DataObject }[] = [
  { share: 0.4, values: {} },
  {
    share: 0.35,
    values: {
      rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }, { pause: { duration: 1 } }] } },
    },
  },
  { share: 0.25, values: { rollout: { enabled: true, strategy: "blueGreen" } } },
];

export interface GeneratedOptions {
  readonly seed: number;
  readonly count: number;
  readonly waves: number;
}

/** Services of all kinds: some with an autoscaler, some that depend on others of their wave or an earlier one. */
export function generatedServices({ seed, count, waves }: GeneratedOptions): Record<string, DataObject> {
  const random = randomOf(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const services: Record<string, DataObject> = {};
  const waveOf = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const name = `svc-${String(index).padStart(4, "0")}`;
    const wave = pick(waves);
    const before = [...waveOf].filter(([, other]) => other <= wave).map(([other]) => other);
    const wanted = before[pick(before.length)];
    services[name] = {
      image: { repository: "registry.example/app", tag: "1" },
      resources: { requests: { cpu: "10m", memory: "16Mi" } },
      replicaCount: 1 + pick(2),
      ...kindAt(random()),
      ...(random() < 0.25 && {
        autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 80 },
      }),
      wave,
      ...(random() < 0.2 && wanted !== undefined && { dependsOn: [wanted] }),
    };
    waveOf.set(name, wave);
  }
  return services;
}

function kindAt(share: number): DataObject {
  let sum = 0;
  for (const { share: own, values } of kinds) {
    sum += own;
    if (share < sum) return values;
  }
  return {};
}
