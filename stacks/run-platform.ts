import * as pulumi from "@pulumi/pulumi";
import { ClusterPlatform } from "../components";
import { readCluster } from "../components/cluster";
import {
  ConfigError,
  formatFinding,
  labelsOfNamespace,
  type PlatformConfig,
  type PlatformOutputs,
} from "../components/config";
import { loadInstallManifest } from "../components/controller";
import { warningsOf } from "../components/manifests";
import {
  knownGateways,
  loadCertManager,
  loadGatewayApi,
  planGatewayApi,
  servedKinds,
} from "../components/platform";
import { placeFindings, readFormerOutputs } from "./cluster-identity";
import { declaredSurroundings, templatesOf } from "./plan-environment";
import { planPlatform, type PlatformPlan } from "./plan-platform";
import { platformOutputsOf } from "./platform-outputs";
import {
  checked,
  clusterProvider,
  installController,
  registerTemplates,
  withLocalManifest,
} from "./run-environment";
import { readStackConfig, secretFindings } from "./stack-config";

/** Outputs of a platform's stack. */
export interface PlatformStackOutputs {
  readonly clusterUid: string | undefined;
  /** For stacks that name this one as their `platform`. */
  readonly platform: PlatformOutputs;
}

/** The whole way: read, check everything, and only then register. */
export async function runPlatform(): Promise<PlatformStackOutputs> {
  const { platform, environment, clusterUid, gatewayApi } = await checked(prepare);
  const opts = { provider: clusterProvider("cluster", platform, { enableConfigMapMutable: true }) };
  const crdProvider = clusterProvider("gateway-api-crds", platform, { upsertExistingObjects: true });
  const { namespaces, gateways, certManager, issuers, certificates, rules } = platform;
  const parts = { namespaces, gateways, issuers, certificates, rules, crdProvider };
  const optional = {
    ...(platform.gatewayApi && { gatewayApi: platform.gatewayApi }),
    ...(certManager && { certManager }),
  };
  new ClusterPlatform("platform", { ...parts, ...optional }, opts);
  const controller = environment.controller.install ? [installController(environment, opts)] : [];
  registerTemplates(environment, declaredSurroundings(environment), { ...opts, dependsOn: controller });
  return {
    clusterUid,
    platform: platformOutputsOf({
      controller: environment.controller,
      analysisTemplates: templatesOf(environment),
      namespaces: labelsOf(namespaces),
      gateways: knownGateways(gateways),
      ...(gatewayApi && { gatewayApi }),
    }),
  };
}

interface Prepared extends PlatformPlan {
  readonly clusterUid: string | undefined;
  readonly gatewayApi: PlatformOutputs["gatewayApi"];
}

/** Everything that may go wrong before there is a resource, manifests and packages included. */
async function prepare(): Promise<Prepared> {
  const secrets = secretFindings();
  if (secrets.length > 0) throw new ConfigError(secrets);
  const { plan, findings } = planPlatform(readStackConfig());
  // Those of a template are logged by its component.
  for (const warning of warningsOf(findings).filter(({ path }) => path[0] !== "analysisTemplates"))
    await pulumi.log.warn(formatFinding(warning));
  if (plan === undefined) throw new ConfigError(findings);
  const environment = withLocalManifest(plan.environment);
  const platform = withLocalGatewayApi(plan.platform);
  const { kubeconfig, context } = platform;
  const { live } = await readCluster({
    kubeconfig,
    context,
    namespace: "default",
    templates: true,
    workloads: false,
  });
  const former = await readFormerOutputs();
  const misplaced = placeFindings(environment, live, former);
  if (misplaced.length > 0) throw new ConfigError(misplaced);
  if (environment.controller.install) await loadInstallManifest(environment.controller);
  if (platform.certManager?.install) await loadCertManager();
  const gatewayApi = await gatewayApiOf(platform);
  return { platform, environment, gatewayApi, clusterUid: live?.uid ?? former.clusterUid };
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

/** As with the controller's manifest: whoever has the file at hand runs without a network. */
function withLocalGatewayApi(platform: PlatformConfig): PlatformConfig {
  const file = process.env["GATEWAY_API_MANIFEST"];
  const { gatewayApi } = platform;
  if (file === undefined || gatewayApi === undefined) return platform;
  const { manifest } = gatewayApi;
  if (manifest.path !== undefined || manifest.url !== undefined) return platform;
  return { ...platform, gatewayApi: { ...gatewayApi, manifest: { ...manifest, path: file } } };
}

function labelsOf(namespaces: PlatformConfig["namespaces"]): PlatformOutputs["namespaces"] {
  return Object.fromEntries(
    Object.entries(namespaces).map(([name, { podSecurity, labels }]) => [
      name,
      labelsOfNamespace(podSecurity, labels),
    ]),
  );
}
