import { deliveryOf, type Path, type ServiceConfig } from "../../config";

/** A name that a service takes in its namespace. */
export interface TakenName {
  readonly name: string;
  readonly owner: string;
  /** Where it was chosen; the service, for a name that follows from the service's. */
  readonly path: Path;
}

/** Names of the Services of a service: its own first, then those of its versions. */
export function serviceNames(owner: string, service: ServiceConfig): TakenName[] {
  const at = ["services", owner];
  const versions = versionNames(owner, service).flatMap(({ name, key, chosen }) => {
    const path = chosen === undefined ? at : [...at, "rollout", ...key];
    return name === undefined ? [] : [{ name, owner, path }];
  });
  return [{ name: owner, owner, path: at }, ...versions];
}

interface VersionName {
  readonly key: readonly string[];
  readonly name: string | undefined;
  /** What the values say themselves. */
  readonly chosen: string | undefined;
}

function versionNames(owner: string, service: ServiceConfig): VersionName[] {
  const delivery = deliveryOf(owner, service);
  const { canary, blueGreen } = service.rollout;
  if (delivery.kind === "Deployment") return [];
  if (delivery.kind === "blueGreen") {
    return (["activeService", "previewService"] as const).map((key) => ({
      key: ["blueGreen", key],
      name: delivery.blueGreen[key],
      chosen: blueGreen[key],
    }));
  }
  const { pingPong } = delivery.canary;
  return [
    ...(["stableService", "canaryService"] as const).map((key) => ({
      key: ["canary", key],
      name: delivery.canary[key],
      chosen: canary[key],
    })),
    ...(["pingService", "pongService"] as const).map((key) => ({
      key: ["canary", "pingPong", key],
      name: pingPong?.[key],
      chosen: pingPong?.[key],
    })),
  ];
}
