import { said } from "../manifests";
import type { Shape } from "./deployment";

/** Cheap, unlike `/metrics`. Served by a controller that waits for the lead as well. */
const healthz = { path: "/healthz", port: "healthz" };
const readiness = { httpGet: healthz, periodSeconds: 5, timeoutSeconds: 5 };

/** The manifest's liveness probe, and a readiness probe, which it has not. */
export const shapeProbes: Shape = (deployment, { controller: { probes } }) => {
  const { livenessProbe, readinessProbe, startupProbe, ...container } = deployment.container;
  const wanted = {
    livenessProbe: probes.off.includes("liveness") ? undefined : (probes.liveness ?? livenessProbe),
    readinessProbe: probes.off.includes("readiness")
      ? undefined
      : (probes.readiness ?? readinessProbe ?? readiness),
    startupProbe: probes.startup ?? startupProbe,
  };
  return {
    ...deployment,
    container: { ...container, ...said(wanted, "livenessProbe", "readinessProbe", "startupProbe") },
  };
};
