import { envoyGateway } from "./envoy-gateway";
import { http } from "./http";
import { istio } from "./istio";
import { linkerd } from "./linkerd";
import { nginx } from "./nginx";
import { openTelemetry } from "./open-telemetry";

export type { Dialect } from "./dialect";

export const dialects = { http, istio, envoyGateway, nginx, linkerd, openTelemetry } as const;
