import { isDataObject } from "../config";
import type { Manifest } from "../manifests";
import { onHost } from "../workload/pod/ports";
import { mapAt, type Shape } from "./deployment";
import type { Install } from "./install";

/** The container's ports of the flags' numbers, by the names that probes and the metrics Service know. */
export const shapePorts: Shape = (deployment, { controller: { ports, security } }) => {
  const own = deployment.container["ports"];
  const others = (Array.isArray(own) ? own.filter(isDataObject) : []).filter(
    ({ name }) => !Object.hasOwn(ports, String(name)),
  );
  const named = Object.entries(ports).map(([name, containerPort]) =>
    onHost({ name, containerPort }, security),
  );
  return { ...deployment, container: { ...deployment.container, ports: [...named, ...others] } };
};

/** The metrics Service leads to the port's number, as the manifest has it. */
export function changeMetricsPort(object: Manifest, { controller }: Install): Manifest {
  if (object.kind !== "Service") return object;
  const { ports, ...spec } = mapAt(object, "spec");
  const own = Array.isArray(ports) ? ports.filter(isDataObject) : [];
  const changed = own.map((port) =>
    typeof port["targetPort"] === "number" ? { ...port, targetPort: controller.ports.metrics } : port,
  );
  return { ...object, spec: { ...spec, ports: changed } };
}
