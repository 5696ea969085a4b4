import { isDataObject } from "../config";
import type { Shape } from "./deployment";

/** The container's ports of the flags' numbers, by the names that probes and the metrics Service know. */
export const shapePorts: Shape = (deployment, { controller: { ports } }) => {
  const own = deployment.container["ports"];
  const others = (Array.isArray(own) ? own.filter(isDataObject) : []).filter(
    ({ name }) => !Object.hasOwn(ports, String(name)),
  );
  const named = Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort }));
  return { ...deployment, container: { ...deployment.container, ports: [...named, ...others] } };
};
