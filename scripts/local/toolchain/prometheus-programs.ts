import type { PackagedProgram } from "./tools";

/** Both come with one package. 2.40 is the oldest that does all that the tests ask of it; later majors may differ. */
function prometheus(name: string): PackagedProgram {
  return {
    kind: "debian",
    package: "prometheus",
    file: `usr/bin/${name}`,
    home: "https://prometheus.io/download",
    accepts: ">=2.40.0 <4",
    versionArgs: ["--version"],
  };
}

/** What analyses are measured against. Only tests ask for them; a plane starts without. */
export const prometheusPrograms = {
  prometheus: prometheus("prometheus"),
  promtool: prometheus("promtool"),
} as const satisfies Record<string, PackagedProgram>;
