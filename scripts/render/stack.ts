import {
  addCounts,
  type ControllerLoad,
  type EnvironmentConfig,
  type Finding,
  noLoad,
} from "../../components/config";
import { kindSchemas, loadInstallManifest } from "../../components/controller";
import { isCrd } from "../../components/manifests";
import { loadGatewayApi } from "../../components/platform";
import { checkInstall, type Surroundings } from "../../components/rules";
import { declaredSurroundings, namespaceOf } from "../../stacks/plan-environment";
import { isPlatform, planPlatform } from "../../stacks/plan-platform";
import { withLocalGatewayApi } from "../../stacks/run-platform";
import { withLocalManifest } from "../../stacks/stack-controller";
import {
  environmentManifests,
  type InstallSource,
  platformManifests,
  type StackManifests,
} from "../../stacks/stack-manifests";
import { stackObjects, unknownFieldsOf } from "../../stacks/stack-objects";
import { knownSurroundings } from "../../stacks/surroundings";
import { type LoadedEnvironment, LoadError, loadEnvironment, type LoadOptions } from "../config/load";
import { dataOf, secretKeys } from "../config/stack-keys";
import { loadOf, otherLoads, otherStack, platformOutputs } from "./other-stacks";

/** A stack that is read and checked. */
export interface PreparedStack {
  /** With all findings: those of its files, and those about what it renders to. */
  readonly loaded: LoadedEnvironment;
  /** Undefined where something is wrong with it. */
  readonly rendered: { readonly namespace: string; readonly manifests: StackManifests } | undefined;
  /** What an `up` would have read elsewhere, as sentences. */
  readonly notes: readonly string[];
}

/** Reads a stack as a preview does, without a cluster and without a state. Throws a `LoadError` where there is no such stack. */
export async function prepareStack(options: LoadOptions): Promise<PreparedStack> {
  const first = await loadEnvironment(options);
  refuseUnread(first);
  const { aroundOf, notes } = await surroundings(first, options.project);
  const loaded = await loadEnvironment({ ...options, aroundOf });
  if (hasErrors(loaded.findings)) return { loaded, rendered: undefined, notes };
  return isPlatform(dataOf(loaded.keys))
    ? preparePlatform(loaded, notes, options.project)
    : prepareEnvironment(loaded, aroundOf, notes, options.project);
}

type AroundOf = (environment: EnvironmentConfig) => Surroundings;

/** An `up` decrypts those. Of the cluster that it writes to nothing is rendered. */
const ofCluster = ["kubeconfig", "context", "clusterUid"];

function refuseUnread({ stack, name, keys }: LoadedEnvironment): void {
  if (stack === undefined)
    throw new LoadError(`No stack is of the environment ${name}: images and the like are not known.`);
  const [secret] = secretKeys(keys).filter((key) => !ofCluster.includes(key));
  if (secret !== undefined)
    throw new LoadError(
      `${secret} of the stack ${stack} is encrypted, and would be rendered as plain text. Say it plainly.`,
    );
}

async function surroundings(
  { environment }: LoadedEnvironment,
  project: string | undefined,
): Promise<{ aroundOf: AroundOf; notes: string[] }> {
  const { platform } = environment ?? {};
  if (platform === undefined) return { aroundOf: declaredSurroundings, notes: [] };
  const other = await otherStack(platform, project);
  const outputs = other && platformOutputs(other);
  if (outputs !== undefined) return { aroundOf: (one) => knownSurroundings(one, outputs), notes: [] };
  const note = `The stack ${platform} is not one of this project, or is not right: what it has is not known. Say clusterScope: true of its templates, and its controllers' instanceId or shards here.`;
  return { aroundOf: declaredSurroundings, notes: [note] };
}

async function prepareEnvironment(
  loaded: LoadedEnvironment,
  aroundOf: AroundOf,
  notes: readonly string[],
  project: string | undefined,
): Promise<PreparedStack> {
  if (loaded.environment === undefined) return { loaded, rendered: undefined, notes };
  const environment = withLocalManifest(loaded.environment);
  const around = aroundOf(environment);
  const counted = await installSource(environment, loadOf(loaded) ?? noLoad, project);
  const plan = { ...loaded, namespace: namespaceOf(environment), warnings: [] };
  const manifests = environmentManifests(environment, plan, around, counted.source);
  const findings = fieldFindings(environment, manifests, stackObjects(environment, plan, around));
  return prepared(loaded, findings, { namespace: plan.namespace, manifests }, [...notes, ...counted.notes]);
}

async function preparePlatform(
  loaded: LoadedEnvironment,
  notes: readonly string[],
  project: string | undefined,
): Promise<PreparedStack> {
  const { plan } = planPlatform(dataOf(loaded.keys));
  if (plan === undefined) return { loaded, rendered: undefined, notes };
  const environment = withLocalManifest(plan.environment);
  const platform = await withLocalGatewayApi(plan.platform);
  const { gatewayApi, certManager } = platform;
  const counted = await installSource(environment, noLoad, project);
  const around = declaredSurroundings(environment);
  const manifests = platformManifests(platform, environment, around, {
    gatewayApi: gatewayApi?.install ? await loadGatewayApi(gatewayApi) : undefined,
    install: counted.source,
  });
  const noServices = { namespace: "default", services: new Map(), warnings: [] };
  const findings = fieldFindings(environment, manifests, stackObjects(environment, noServices, around));
  const chart = certManager?.install ? [CHART] : [];
  const all = [...notes, ...counted.notes, ...chart];
  return prepared(loaded, findings, { namespace: noServices.namespace, manifests }, all);
}

const CHART = "cert-manager is a chart, and not rendered: install it by an Application of its own.";

function prepared(
  loaded: LoadedEnvironment,
  more: readonly Finding[],
  rendered: PreparedStack["rendered"],
  notes: readonly string[],
): PreparedStack {
  const findings = [...loaded.findings, ...more];
  return { loaded: { ...loaded, findings }, rendered: hasErrors(more) ? undefined : rendered, notes };
}

/** What a controller is rendered from, where the stack installs one. */
async function installSource(
  { controller }: EnvironmentConfig,
  own: ControllerLoad,
  project: string | undefined,
): Promise<{ source: InstallSource | undefined; notes: string[] }> {
  if (!controller.install) return { source: undefined, notes: [] };
  const { load, unknown } = await otherLoads(controller.stacks, project);
  const notes = unknown.map(
    (stack) =>
      `The controller is not sized for the services of ${stack}, which is not one of this project, or is not right.`,
  );
  const counts = { stack: addCounts(own, load) };
  return { source: { manifest: await loadInstallManifest(controller), counts }, notes };
}

/** The API server would drop a field that a CRD does not have, and Argo CD would find it missing for ever. */
function fieldFindings(
  environment: EnvironmentConfig,
  { controller }: StackManifests,
  objects: ReturnType<typeof stackObjects>,
): Finding[] {
  const crds = controller.filter(isCrd);
  if (crds.length === 0) return [];
  const unknown = unknownFieldsOf(
    objects,
    kindSchemas(crds),
    `Argo Rollouts ${environment.controller.version}`,
  );
  const former = { version: undefined, keepsCrds: undefined };
  return checkInstall({ environment, former, rollouts: undefined, unknown, dropped: [] });
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}
