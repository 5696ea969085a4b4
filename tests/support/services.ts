import { type DataObject, mergeLayers, type ServiceConfig } from "../../components/config";
import { checkService } from "../../components/rules";
import type { Subject } from "../../components/manifests";

/** The least that a service needs, and what a test adds to it. */
export function values(...layers: DataObject[]): DataObject {
  return mergeLayers([{ image: { repository: "registry.example/pay", tag: "1.0.0" } }, ...layers]);
}

/** A service without an error; what rules only warn of may be. */
export function serviceOf(...layers: DataObject[]): ServiceConfig {
  const { service, findings } = checkService("pay", values(...layers), []);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (service === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
  return service;
}

export function subjectOf(...layers: DataObject[]): Subject {
  return { name: "pay", namespace: "shop", service: serviceOf(...layers) };
}
