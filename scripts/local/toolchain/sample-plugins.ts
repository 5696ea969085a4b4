import type { UnversionedProgram } from "./tools";

/** One of upstream's own, from the controller's Go module. */
function samplePlugin(name: string): UnversionedProgram {
  return {
    kind: "unversioned",
    version: "1.10.1",
    module: "argo-rollouts",
    package: `github.com/argoproj/argo-rollouts/test/cmd/${name}`,
    buildSeconds: 10,
  };
}

/** Plugins that the controller can load. Only tests ask for them; a plane starts without. */
export const samplePlugins = {
  "trafficrouter-plugin-sample": samplePlugin("trafficrouter-plugin-sample"),
  "metrics-plugin-sample": samplePlugin("metrics-plugin-sample"),
  "step-plugin-sample": samplePlugin("step-plugin-sample"),
} as const satisfies Record<string, UnversionedProgram>;
