export { loadCertManager } from "./cert-manager";
export { ClusterPlatform, type ClusterPlatformArgs } from "./cluster-platform";
export { gatewayApiUrl, isOfRelease, loadGatewayApi, planGatewayApi, servedKinds } from "./gateway-api";
export { type Gateways, knownGateways, renderGateways } from "./gateways";
export { renderCertificate } from "./certificates";
export { renderIssuers } from "./issuers";
export { platformObjects, type PlatformObjects } from "./objects";
