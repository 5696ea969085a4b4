import { z } from "zod";
import { portOrName } from "../pod/names";
import { probes as podProbes } from "../pod/probe";

/** How the kubelet asks whether one container lives, and what it asks where nothing is said. */
export function probesFor<S extends z.ZodType>(
  port: S,
  defaults: { readonly liveness: string; readonly readiness: string },
) {
  const { startupProbe, readinessProbe, livenessProbe } = podProbes(port);
  return z
    .strictObject({
      liveness: livenessProbe.describe(
        `When it is bad, the container is started again. Default: ${defaults.liveness}.`,
      ),
      readiness: readinessProbe.describe(
        `Until it is good, no older pod goes. Default: ${defaults.readiness}.`,
      ),
      startup: startupProbe.describe("Until it is good, the other probes wait. Default: none."),
      off: z
        .array(z.enum(["liveness", "readiness"]))
        .default([])
        .describe("Probes that there are not."),
    })
    .check(({ value, issues }) => {
      for (const [index, name] of value.off.entries()) {
        if (value[name] === undefined) continue;
        const message = `expected ${name} here or in probes, not both`;
        issues.push({ code: "custom", path: ["off", index], input: name, message });
      }
    });
}

/** How the kubelet asks whether a controller lives. */
export const probes = probesFor(portOrName.describe("Number, or the name `healthz` or `metrics`."), {
  liveness: "`/healthz`, with the times of the release manifest",
  readiness: "`/healthz`, which a controller serves as soon as its plugins are loaded",
});
