import type { Sidecar } from "../../config";
import { said } from "../../manifests";
import { quantitiesAsText } from "./resources";

type Keys = "command" | "args" | "workingDir" | "env" | "envFrom";
type Probes = "startupProbe" | "readinessProbe" | "livenessProbe";

/** What all containers say under the same keys here and upstream. */
export function renderContainer(
  container: Pick<Sidecar, Keys | "resources"> & Partial<Pick<Sidecar, Probes>>,
) {
  const { resources } = container;
  return {
    ...said(container, "command", "args", "workingDir", "envFrom", "env"),
    ...(resources && { resources: quantitiesAsText(resources) }),
    ...said(container, "startupProbe", "readinessProbe", "livenessProbe"),
  };
}
