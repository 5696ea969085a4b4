import { formatFinding, type ServiceConfig, suggestion } from "../../components/config";
import type { LoadedEnvironment } from "./load";
import { LoadError } from "./load-error";

/** Throws a `LoadError` when the environment has no such service, or none that can be read: its mistakes say why. */
export function serviceIn(
  { services, values, name, findings }: LoadedEnvironment,
  service: string,
): ServiceConfig {
  const config = services.get(service);
  if (config !== undefined) return config;
  if (!values.has(service))
    throw new LoadError(`${name} has no service ${service}. ${suggestion(service, [...values.keys()])}`);
  const own = findings.filter(({ path }) => path[0] === "services" && path[1] === service);
  throw new LoadError([`The values of ${service} cannot be used:`, ...own.map(formatFinding)].join("\n  "));
}
