import type { Rule } from "../rule";
import { crdDowngrade, crdField } from "./fields";
import type { InstallScope } from "./install-scope";
import { controllerRemoved, crdsNotKept, crdsRemoved } from "./removal";

/** What becomes of the controller and its CRDs, against what uses them in the cluster. */
export const installRules: readonly Rule<InstallScope>[] = [
  crdField,
  crdDowngrade,
  controllerRemoved,
  crdsRemoved,
  crdsNotKept,
];
