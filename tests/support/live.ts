import {
  type DataObject,
  type LiveRelease,
  type LiveRoutes,
  type LiveWorkload,
  lookKey,
} from "../../components/config";

/** What runs of the service `pay`, with what a test says on top. */
export function running(kind: LiveWorkload["kind"], more: Partial<LiveWorkload> = {}): LiveWorkload {
  return {
    kind,
    name: "pay",
    selector: { "app.kubernetes.io/name": "pay" },
    replicas: 5,
    images: { pay: "registry.example/pay:1.0.0" },
    ...more,
  };
}

/** A canary that waits at its third step. */
export function unfinishedRelease(more: Partial<LiveRelease> = {}): LiveRelease {
  return {
    phase: "Paused",
    message: "CanaryPauseStep",
    isAborted: false,
    isUnderway: true,
    replicaSet: "pay-6b5f8c9d4",
    step: { index: 2, count: 8 },
    weight: 25,
    checksum: "another",
    ...more,
  };
}

/** Objects of routers that a look at the cluster has found, by `routeKey`; and what else it has looked for. */
export function foundRoutes(objects: ReadonlyMap<string, DataObject>, ...looked: string[]): LiveRoutes {
  const asked = [...objects.keys()].map((key) => {
    const [kind = "", name = ""] = key.split(" ");
    const [namespace, inside] = name.split("/");
    return inside === undefined ? lookKey(kind) : lookKey(kind, namespace);
  });
  return { objects, asked: new Set([...asked, ...looked]), absentKinds: new Set() };
}
