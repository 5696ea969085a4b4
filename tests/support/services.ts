import { type DataObject, mergeLayers, type ServiceConfig } from "../../components/config";
import { checkService } from "../../components/rules";
import type { Subject } from "../../components/workload/subject";

/** The least that a service needs, and what a test adds to it. */
export function values(...layers: DataObject[]): DataObject {
  return mergeLayers([{ image: { repository: "registry.example/pay", tag: "1.0.0" } }, ...layers]);
}

/** A service without a mistake. */
export function serviceOf(...layers: DataObject[]): ServiceConfig {
  const { service, findings } = checkService("pay", values(...layers), []);
  if (service === undefined || findings.length > 0) throw new Error(JSON.stringify(findings));
  return service;
}

export function subjectOf(...layers: DataObject[]): Subject {
  return { name: "pay", namespace: "shop", service: serviceOf(...layers) };
}
