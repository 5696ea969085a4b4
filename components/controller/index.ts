export { loadInstallManifest, ManifestError, releaseUrl } from "./install-manifest";
export { type InstallPlan, planInstall } from "./render-install";
export { RolloutsController, type RolloutsControllerArgs } from "./rollouts-controller";
export { type ControllerCounts, type ControllerSizing, sizeController } from "./size-controller";
export { type ControllerNeeds, controllerNeeds, guideMemory, steadyMemory, upstreamDefaults } from "./sizing";
export { sizingLine, sizingWarning } from "./sizing-lines";
