import { deliveryOf, type Path } from "../../config";
import type { Manifest, Subject } from "../../manifests";
import { annotationsByController } from "../alb";
import { type ControllersPart, isVersion } from "./merge-list";
import { routeKindOf } from "./route-kinds";
import { type Fields, listIn, type SharedList } from "./shared-list";
import { controllersPart } from "./with-live";

/**
 * Where a canary's controller or its plugin writes in an object that brings traffic: the fields of both versions' backends, and
 * the whole of a list to which steps add entries, since nobody knows then where ours are. Paths go by what is rendered.
 */
export function writtenPaths(subject: Subject, manifest: Manifest): Path[] {
  const part = controllersPart(subject);
  if (part === undefined) return [];
  const { shared = [], owned = [] } = routeKindOf(manifest) ?? {};
  return [
    ...owned.map((path) => path.split(".")),
    ...shared.flatMap((list) => pathsIn(manifest, list, part, hasExperiments(subject))),
    ...ofIngress(subject, manifest, part),
  ];
}

function pathsIn(manifest: Manifest, list: SharedList, part: ControllersPart, experiments: boolean): Path[] {
  const entries = listIn(manifest, list.at);
  const isSplit = (backends: readonly Fields[]) =>
    backends.filter((one) => isVersion(one, list, part)).length > 1;
  const split: readonly (readonly [at: Path, backends: readonly Fields[]])[] =
    list.backends.length === 0
      ? [[list.at, entries]]
      : entries.map((entry, index) => [[...list.at, index, ...list.backends], listIn(entry, list.backends)]);
  const ours = split.filter(([, backends]) => isSplit(backends));
  // Weights of an Ingress are in its annotations.
  if (list.stepsAddBackends === true || ours.length === 0) return [];
  if (experiments || areRoutesAdded(list, part)) return [list.at];
  return ours.flatMap(([at, backends]) =>
    backends.flatMap((one, index) => (isVersion(one, list, part) ? [[...at, index, ...list.written]] : [])),
  );
}

function areRoutesAdded({ backends, isMadeByStep }: SharedList, { managedRoutes }: ControllersPart): boolean {
  return backends.length > 0 && managedRoutes.some((name) => isMadeByStep?.(name, name) ?? true);
}

function hasExperiments({ name, service }: Subject): boolean {
  const delivery = deliveryOf(name, service);
  return delivery.kind === "canary" && delivery.canary.steps.some((step) => step.experiment !== undefined);
}

function ofIngress(
  subject: Subject,
  { kind, metadata: { name } }: Manifest,
  { managedRoutes }: ControllersPart,
): Path[] {
  const keys = kind === "Ingress" ? annotationsByController(subject, name) : [];
  return [
    ...keys.map((key) => ["metadata", "annotations", key]),
    ...(keys.length > 0 && managedRoutes.length > 0 ? [["spec", "rules"]] : []),
  ];
}
