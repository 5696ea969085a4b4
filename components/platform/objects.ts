import { type PlatformConfig, wantedCertificates } from "../config";
import { type Manifest, renderNamespace } from "../manifests";
import { renderCertificate } from "./certificates";
import { type GatewayApiPlan, planGatewayApi } from "./gateway-api";
import { renderGateways } from "./gateways";
import { renderIssuers } from "./issuers";

/** The objects of a platform, in the groups in which they are registered. cert-manager itself is a chart, and not among them. */
export interface PlatformObjects extends GatewayApiPlan {
  readonly namespaces: readonly Manifest[];
  readonly issuers: readonly Manifest[];
  readonly certificates: readonly Manifest[];
  readonly gateways: readonly Manifest[];
}

/** `gatewayApiManifest`: the release manifest as text. Undefined where the platform does not install the Gateway API. */
export function platformObjects(
  config: PlatformConfig,
  gatewayApiManifest: string | undefined,
): PlatformObjects {
  const { namespaces, gatewayApi, issuers, gateways, certificates } = config;
  const api =
    gatewayApi === undefined || gatewayApiManifest === undefined
      ? { crds: [], guards: [] }
      : planGatewayApi(gatewayApiManifest, gatewayApi);
  return {
    ...api,
    namespaces: Object.entries(namespaces).map(([name, settings]) => renderNamespace(name, settings)),
    issuers: renderIssuers(issuers),
    certificates: wantedCertificates(gateways, certificates).map((one) => renderCertificate(one, issuers)),
    gateways: renderGateways(gateways),
  };
}
