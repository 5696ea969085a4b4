import { parseQuantity } from "../../provider/quantity";
import { expand } from "./arguments";
import { controllerOf, type Container, type EnvSource, type EnvVar, type KeyRef, type Pod } from "./pod";

export type Variables = Readonly<Record<string, string>>;

/** The texts in a ConfigMap or a Secret of the pod's namespace; undefined where there is none. */
export type Lookup = (kind: "ConfigMap" | "Secret", name: string) => Promise<Variables | undefined>;

/** What the container asks for is not there. Its message is a kubelet's for `CreateContainerConfigError`. */
export class ContainerConfigError extends Error {
  override readonly name = "ContainerConfigError";
}

/**
 * The variables of the pod's controller. POD_NAMESPACE stands for the file with the ServiceAccount's namespace, from which the
 * controller reads it where the variable is not set.
 */
export async function environmentOf(pod: Pod, lookup: Lookup): Promise<Variables> {
  const container = controllerOf(pod);
  const variables: Record<string, string> = { POD_NAMESPACE: pod.metadata.namespace };
  for (const source of container.envFrom ?? []) Object.assign(variables, await allOf(source, lookup));
  for (const variable of container.env ?? []) {
    const value = await valueOf(variable, { pod, container, variables, lookup });
    if (value !== undefined) variables[variable.name] = value;
  }
  return variables;
}

async function allOf({ prefix = "", ...refs }: EnvSource, lookup: Lookup): Promise<Variables> {
  const { configMapRef, secretRef } = refs;
  const kind = configMapRef === undefined ? "Secret" : "ConfigMap";
  const ref = configMapRef ?? secretRef;
  if (ref === undefined) return {};
  const data = await lookup(kind, ref.name);
  if (data === undefined && ref.optional !== true)
    throw new ContainerConfigError(`${kind.toLowerCase()} "${ref.name}" not found`);
  return Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [prefix + key, value]));
}

interface Surroundings {
  readonly pod: Pod;
  readonly container: Container;
  /** Those that come before. */
  readonly variables: Variables;
  readonly lookup: Lookup;
}

async function valueOf(variable: EnvVar, around: Surroundings): Promise<string | undefined> {
  const { value = "", valueFrom } = variable;
  if (valueFrom === undefined) return expand(value, around.variables);
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (fieldRef !== undefined) return fieldOf(around.pod, fieldRef.fieldPath);
  if (resourceFieldRef !== undefined) return resourceOf(around.container, resourceFieldRef);
  if (configMapKeyRef !== undefined) return keyOf("ConfigMap", configMapKeyRef, around);
  return secretKeyRef && keyOf("Secret", secretKeyRef, around);
}

function fieldOf({ metadata, spec, status }: Pod, path: string): string {
  const [, map = "", key = ""] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map === "labels") return metadata.labels?.[key] ?? "";
  if (map === "annotations") return metadata.annotations?.[key] ?? "";
  const fields: Variables = {
    "metadata.name": metadata.name,
    "metadata.namespace": metadata.namespace,
    "metadata.uid": metadata.uid,
    "spec.nodeName": spec.nodeName ?? "",
    "spec.serviceAccountName": spec.serviceAccountName ?? "default",
    "status.hostIP": status?.hostIP ?? "",
    "status.hostIPs": status?.hostIP ?? "",
    "status.podIP": status?.podIP ?? "",
    "status.podIPs": status?.podIP ?? "",
  };
  return fields[path] ?? "";
}

/** Whole units, rounded up. A limit that is not set would be what the Node has: here nothing is given then. */
function resourceOf(
  { resources }: Container,
  { resource, divisor = "1" }: { readonly resource: string; readonly divisor?: string },
): string | undefined {
  const [kind, ...name] = resource.split(".");
  const map = kind === "limits" ? resources?.limits : resources?.requests;
  const amount = parseQuantity(map?.[name.join(".")]);
  // The API server writes 0 for a divisor that is not set.
  const unit = parseQuantity(divisor) || 1;
  return amount === undefined ? undefined : String(Math.ceil(amount / unit));
}

async function keyOf(
  kind: "ConfigMap" | "Secret",
  { name, key, optional = false }: KeyRef,
  { pod, lookup }: Surroundings,
): Promise<string | undefined> {
  const data = await lookup(kind, name);
  const value = data?.[key];
  if (value !== undefined || optional) return value;
  const missing =
    data === undefined
      ? `${kind.toLowerCase()} "${name}" not found`
      : `couldn't find key ${key} in ${kind} ${pod.metadata.namespace}/${name}`;
  throw new ContainerConfigError(missing);
}
