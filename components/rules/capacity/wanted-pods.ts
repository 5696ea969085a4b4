import { type Path, scalingOf, type ServiceConfig } from "../../config";

/** The fewest pods that a service runs between updates, and where the values say so. */
export function wantedPods(service: ServiceConfig): { count: number; path: Path } {
  const scaling = scalingOf(service);
  return scaling === undefined
    ? { count: service.replicaCount, path: ["replicaCount"] }
    : { count: scaling.min, path: scaling.paths.min };
}
