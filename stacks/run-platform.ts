import * as pulumi from "@pulumi/pulumi";
import { ClusterPlatform } from "../components";
import { readCluster } from "../components/cluster";
import {
  ConfigError,
  formatFinding,
  noLoad,
  type PlatformConfig,
  type PlatformOutputs,
} from "../components/config";
import type { ControllerCounts } from "../components/controller";
import { warningsOf } from "../components/manifests";
import {
  isOfRelease,
  knownGateways,
  loadCertManager,
  loadGatewayApi,
  planGatewayApi,
  servedKinds,
} from "../components/platform";
import { checked, isLoggedByComponent } from "./checked";
import { placeFindings, readFormerOutputs } from "./cluster-identity";
import { clusterProvider } from "./cluster-provider";
import { declaredSurroundings, type EnvironmentPlan, templatesOf } from "./plan-environment";
import { planPlatform, type PlatformPlan } from "./plan-platform";
import { labelsOfNamespaces, platformOutputsOf } from "./platform-outputs";
import { readStackConfig, secretFindings } from "./stack-config";
import {
  checkInstall,
  type ControllerOutputs,
  controllerOutputs,
  countsOf,
  installController,
  withLocalManifest,
  withLocalPath,
} from "./stack-controller";
import { registerTemplates } from "./stack-templates";

/** Outputs of a platform's stack. */
export interface PlatformStackOutputs {
  readonly clusterUid: string | undefined;
  /** The Rollouts controller that it installs, for its next `up`. Empty where it installs none. */
  readonly controller: ControllerOutputs;
  /** For stacks that name this one as their `platform`. */
  readonly platform: PlatformOutputs;
}

/** The whole way: read, check everything, and only then register. */
export async function runPlatform(): Promise<PlatformStackOutputs> {
  const { platform, environment, services, clusterUid, gatewayApi, counts } = await checked(prepare);
  const opts = { provider: clusterProvider("cluster", platform, { enableConfigMapMutable: true }) };
  const crdProvider = clusterProvider("gateway-api-crds", platform, { upsertExistingObjects: true });
  const { namespaces, gateways, certManager, issuers, certificates, rules } = platform;
  const parts = { namespaces, gateways, issuers, certificates, rules, crdProvider };
  const optional = {
    ...(platform.gatewayApi && { gatewayApi: platform.gatewayApi }),
    ...(certManager && { certManager }),
  };
  new ClusterPlatform("platform", { ...parts, ...optional }, opts);
  const controller = environment.controller.install
    ? [installController(environment, services, counts, opts)]
    : [];
  registerTemplates(environment, declaredSurroundings(environment), { ...opts, dependsOn: controller });
  return {
    clusterUid,
    controller: controllerOutputs(environment),
    platform: platformOutputsOf({
      controller: environment.controller,
      analysisTemplates: templatesOf(environment),
      namespaces: labelsOfNamespaces(namespaces),
      gateways: knownGateways(gateways),
      ...(gatewayApi && { gatewayApi }),
    }),
  };
}

interface Prepared extends PlatformPlan {
  readonly clusterUid: string | undefined;
  readonly gatewayApi: PlatformOutputs["gatewayApi"];
  readonly counts: ControllerCounts;
  /** None: those of other stacks are not known. */
  readonly services: EnvironmentPlan;
}

/** Everything that may go wrong before there is a resource, manifests and packages included. */
async function prepare(): Promise<Prepared> {
  const secrets = secretFindings();
  if (secrets.length > 0) throw new ConfigError(secrets);
  const { plan, findings } = planPlatform(readStackConfig());
  for (const warning of warningsOf(findings).filter((one) => !isLoggedByComponent(one)))
    await pulumi.log.warn(formatFinding(warning));
  if (plan === undefined) throw new ConfigError(findings);
  const environment = withLocalManifest(plan.environment);
  const platform = await withLocalGatewayApi(plan.platform);
  const { kubeconfig, context } = platform;
  const { live } = await readCluster({
    kubeconfig,
    context,
    namespace: "default",
    templates: true,
    workloads: false,
    ...(environment.controller.sizing.live && { counts: { withDeployments: true } }),
  });
  const former = await readFormerOutputs();
  const misplaced = placeFindings(environment, live, former);
  if (misplaced.length > 0) throw new ConfigError(misplaced);
  const around = { ...declaredSurroundings(environment), ...(live && { live }) };
  const services: EnvironmentPlan = { namespace: "default", services: new Map(), warnings: [] };
  await checkInstall(environment, services, around, former);
  if (platform.certManager?.install) await loadCertManager();
  const gatewayApi = await gatewayApiOf(platform);
  const counts = await countsOf(environment, noLoad, around);
  return { platform, environment, services, gatewayApi, counts, clusterUid: live?.uid ?? former.clusterUid };
}

async function gatewayApiOf({ gatewayApi }: PlatformConfig): Promise<PlatformOutputs["gatewayApi"]> {
  if (gatewayApi === undefined) return undefined;
  const { version, channel, install } = gatewayApi;
  if (!install) return { version, channel, kinds: [] };
  return {
    version,
    channel,
    kinds: servedKinds(planGatewayApi(await loadGatewayApi(gatewayApi), gatewayApi)),
  };
}

/** As with the controller's manifest, where the file is of the release and the channel that are asked for. */
export async function withLocalGatewayApi(platform: PlatformConfig): Promise<PlatformConfig> {
  const { gatewayApi } = platform;
  if (!gatewayApi?.install || gatewayApi.manifest.sha256 !== undefined) return platform;
  const manifest = withLocalPath(gatewayApi.manifest, "GATEWAY_API_MANIFEST");
  const local = { ...gatewayApi, manifest };
  if (manifest === gatewayApi.manifest || !isOfRelease(await loadGatewayApi(local), gatewayApi))
    return platform;
  return { ...platform, gatewayApi: local };
}
