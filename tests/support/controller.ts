import {
  controller,
  type ControllerConfig,
  type ControllerInput,
  type Data,
  type DataObject,
  formatFinding,
  isDataObject,
  parse,
  valueAt,
} from "../../components/config";
import { type InstallPlan, planInstall } from "../../components/controller";
import type { Manifest } from "../../components/manifests";
import { installManifest } from "./install-manifest";

/** What the schema has against a controller's config, one line each. */
export function controllerFindings(input: unknown): string[] {
  return parse(controller, input, ["controller"]).findings.map(formatFinding);
}

export function controllerConfig(input: ControllerInput | DataObject = {}): ControllerConfig {
  return controller.parse(input);
}

export function installOf(input: ControllerInput | DataObject = {}, manifest = installManifest): InstallPlan {
  return planInstall(manifest, controllerConfig(input));
}

/** An object as the API server would read it. */
export function plain(manifest: Manifest | undefined): DataObject {
  const object: unknown = JSON.parse(JSON.stringify(manifest ?? {}));
  return isDataObject(object) ? object : {};
}

/** The controller's container. */
export function containerOf(input: ControllerInput | DataObject = {}, manifest = installManifest): Data {
  const [deployment] = installOf(input, manifest).deployments;
  return valueAt(plain(deployment), ["spec", "template", "spec", "containers", 0]);
}

/** `spec` of the Deployment. */
export function deploymentSpec(input: ControllerInput | DataObject = {}, manifest = installManifest): Data {
  return valueAt(plain(installOf(input, manifest).deployments[0]), ["spec"]);
}

/** `spec` of the pods. */
export function podSpec(input: ControllerInput | DataObject = {}, manifest = installManifest): Data {
  return valueAt(deploymentSpec(input, manifest), ["template", "spec"]);
}

/** What the controller's container may use at most, in bytes. */
export function memoryLimit(input: ControllerInput = {}): number {
  const limit = String(valueAt(containerOf(input), ["resources", "limits", "memory"]));
  return Number(limit.replace(/Mi$/, "")) * 2 ** 20;
}
