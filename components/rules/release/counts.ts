import { scalingOf, type ServiceConfig } from "../../config";

/** A count of pods that the service runs with. */
export interface Count {
  readonly replicas: number;
  /** `4 replicas (autoscaling.minReplicas)` */
  readonly words: string;
}

/** The fewest and the most pods; none where nothing runs. */
export function countsOf(service: ServiceConfig): Count[] {
  const scaling = scalingOf(service);
  const bounds: [number, string][] =
    scaling === undefined
      ? [[service.replicaCount, "replicaCount"]]
      : [
          [scaling.min, scaling.paths.min.join(".")],
          [scaling.max, scaling.paths.max.join(".")],
        ];
  return bounds
    .filter(([replicas]) => replicas > 0)
    .map(([replicas, key]) => ({
      replicas,
      words: `${replicas} ${replicas === 1 ? "replica" : "replicas"} (${key})`,
    }));
}
