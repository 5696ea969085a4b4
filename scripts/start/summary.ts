import { z } from "zod";

const outputs = z.object({ services: z.record(z.string(), z.object({ kind: z.string() })) });

/** What a person reads at the end: what runs as what, how to look around, how to stop. */
export function summary(stackOutputs: string, namespace: string, service: string): string {
  const { services } = outputs.parse(JSON.parse(stackOutputs));
  const width = Math.max(...Object.keys(services).map((name) => name.length));
  const rows = Object.entries(services).map(([name, { kind }]) => `  ${name.padEnd(width)}  ${kind}`);
  return [
    `\nThe services of the dev stack, in the namespace ${namespace}:`,
    ...rows,
    "",
    "Look around:",
    '  eval "$(npm run --silent local -- env)"      this shell then works on the control plane',
    `  kubectl argo rollouts get rollout ${service} -n ${namespace}`,
    "  pulumi preview --stack dev                   no change",
    "Change a version in stacks/, run pulumi up --stack dev, and watch the next canary.",
    "Stop it:",
    "  npm run local -- stop",
  ].join("\n");
}
