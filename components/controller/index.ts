export { loadInstallManifest, ManifestError, releaseUrl } from "./install-manifest";
export { type InstallPlan, planInstall } from "./render-install";
export { RolloutsController, type RolloutsControllerArgs } from "./rollouts-controller";
export { controllerMemory, type ControllerMemory } from "./sizing";
