import { type DataObject, isDataObject, valueAt } from "../../../../components/config";
import { manifestsOf, planWorkload } from "../../../../components/workload";
import { subjectOf } from "../../../support/services";

/** An object of the service `pay`, as the API server reads it. */
export function object(kind: string, ...layers: DataObject[]): DataObject {
  const found = manifestsOf(planWorkload(subjectOf(...layers))).find((one) => one.kind === kind);
  return JSON.parse(JSON.stringify(found ?? {}));
}

/** The pod template of its Deployment. */
export function template(...layers: DataObject[]): DataObject {
  return mapAt(object("Deployment", ...layers), "spec", "template");
}

export function podSpec(...layers: DataObject[]): DataObject {
  return mapAt(template(...layers), "spec");
}

/** The first is the main one. */
export function containers(...layers: DataObject[]): DataObject[] {
  return list(podSpec(...layers), "containers");
}

export function initContainers(...layers: DataObject[]): DataObject[] {
  return list(podSpec(...layers), "initContainers");
}

export function main(...layers: DataObject[]): DataObject {
  return containers(...layers)[0] ?? {};
}

export function mapAt(data: DataObject, ...path: string[]): DataObject {
  const value = valueAt(data, path);
  return isDataObject(value) ? value : {};
}

export function list(data: DataObject, ...path: string[]): DataObject[] {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}
