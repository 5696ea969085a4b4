export { fieldDiff, type FieldDiff } from "./crds/field-diff";
export { droppedFields, kindsThatLose } from "./crds/fields-in-use";
export { type KindSchema, kindSchemas } from "./crds/kind-schemas";
export { unknownFields } from "./crds/unknown-fields";
export { upgradeNotice } from "./crds/upgrade-notice";
export { loadInstallManifest, ManifestError, releaseUrl } from "./install-manifest";
export { type InstallPlan, planInstall } from "./render-install";
export { RolloutsController, type RolloutsControllerArgs } from "./rollouts-controller";
export { controllerMemory, type ControllerMemory } from "./sizing";
