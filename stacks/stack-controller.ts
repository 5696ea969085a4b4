import * as pulumi from "@pulumi/pulumi";
import { RolloutsController } from "../components";
import {
  addCounts,
  ConfigError,
  type ControllerConfig,
  type ControllerLoad,
  type EnvironmentConfig,
  formatFinding,
} from "../components/config";
import type { ControllerCounts } from "../components/controller";
import { warningsOf } from "../components/manifests";
import type { Surroundings } from "../components/rules";
import type { FormerOutputs } from "./cluster-identity";
import { clusterProvider } from "./cluster-provider";
import { installChecks, unreadFinding } from "./install-checks";
import type { EnvironmentPlan } from "./plan-environment";
import { readLoads } from "./stack-loads";
import { withUsedRouters } from "./used-routers";

/** What the next `up` of the stack has to know of its controller. */
export interface ControllerOutputs {
  readonly version?: string;
  /** Whether its CRDs stay when they leave the stack. Left out where it has none. */
  readonly keepsCrds?: boolean;
}

/** The embedded control plane brings release manifests along, so that a stack that names no file runs without a network. */
export function withLocalManifest(environment: EnvironmentConfig): EnvironmentConfig {
  const { controller } = environment;
  const { manifest, notifications } = controller;
  const defaults = withLocalPath(notifications.defaults, "ROLLOUTS_NOTIFICATIONS_MANIFEST");
  const local = {
    manifest: withLocalPath(manifest, "ROLLOUTS_MANIFEST"),
    notifications: { ...notifications, defaults },
  };
  return { ...environment, controller: { ...controller, ...local } };
}

interface Source {
  readonly url?: string | undefined;
  readonly path?: string | undefined;
}

/** The source with a file of the machine in it, where it names nothing itself. */
export function withLocalPath<S extends Source>(source: S, variable: string): S {
  const path = process.env[variable];
  if (path === undefined || source.path !== undefined || source.url !== undefined) return source;
  return { ...source, path };
}

/** What the stack's own controller is sized for: its services and those of stacks that it names, and what is in the cluster. */
export async function countsOf(
  { controller }: EnvironmentConfig,
  load: ControllerLoad,
  { live }: Surroundings,
): Promise<ControllerCounts> {
  if (!controller.install) return {};
  const others = await readLoads(controller.stacks);
  for (const finding of others.findings) await pulumi.log.warn(formatFinding(finding));
  return { stack: addCounts(load, others.load), ...(live?.counts && { live: live.counts }) };
}

/** The controller against the cluster: says what changes, and stops where somebody would lose by it. */
export async function checkInstall(
  environment: EnvironmentConfig,
  plan: EnvironmentPlan,
  around: Surroundings,
  former: FormerOutputs,
): Promise<void> {
  const { findings, notice, unread } = await installChecks(environment, plan, around, former);
  if (unread !== undefined && !pulumi.runtime.isDryRun()) throw new ConfigError([unreadFinding(unread)]);
  if (unread !== undefined) await pulumi.log.warn(formatFinding(unreadFinding(unread)));
  for (const warning of warningsOf(findings)) await pulumi.log.warn(formatFinding(warning));
  if (notice !== undefined) await pulumi.log.info(notice);
}

export function installController(
  environment: EnvironmentConfig,
  { services }: EnvironmentPlan,
  counts: ControllerCounts,
  opts: pulumi.ComponentResourceOptions,
): RolloutsController {
  const { kubeconfig, context } = environment;
  const controller = controllerOf(environment, services);
  const crdProvider = clusterProvider("cluster-crds", environment, { upsertExistingObjects: true });
  return new RolloutsController(
    "argo-rollouts",
    { ...controller, counts, crdProvider, cluster: { kubeconfig, context }, rules: environment.rules },
    opts,
  );
}

/** What the stack says of its controller, with the rights that its services need. */
export function controllerOf(
  environment: EnvironmentConfig,
  services: EnvironmentPlan["services"],
): ControllerConfig {
  const { install, stacks, ...controller } = withUsedRouters(environment.controller, services);
  return controller;
}

export function controllerOutputs({
  controller: { install, version, crds },
}: EnvironmentConfig): ControllerOutputs {
  if (!install) return {};
  return { version, ...(crds.install && { keepsCrds: crds.keep }) };
}
