import { z } from "zod";
import { portOrName } from "../pod/names";
import { probes as podProbes } from "../pod/probe";

const port = portOrName.describe("Number, or the name `healthz` or `metrics`.");
const { startupProbe, readinessProbe, livenessProbe } = podProbes(port);

/** How the kubelet asks whether a controller lives. */
export const probes = z
  .strictObject({
    liveness: livenessProbe.describe(
      "When it is bad, the controller is started again. Default: `/healthz`, with the times of the release manifest.",
    ),
    readiness: readinessProbe.describe(
      "Until it is good, no older pod goes. Default: `/healthz`, which a controller serves as soon as its plugins are loaded.",
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
