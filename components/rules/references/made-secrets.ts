import { mapAt, type ServiceConfig } from "../../config";

/** Names of the Secrets that a service has made in its namespace. */
export function madeSecrets(
  name: string,
  { externalSecrets, extraManifests }: Pick<ServiceConfig, "externalSecrets" | "extraManifests">,
  namespace: string | undefined,
): string[] {
  const isMade = (policy: unknown) => policy !== "Merge" && policy !== "None";
  return [
    ...Object.entries(externalSecrets).flatMap(([key, { target }]) =>
      isMade(target.creationPolicy) ? [target.name ?? `${name}-${key}`] : [],
    ),
    ...extraManifests
      .filter(({ metadata }) => metadata.namespace === undefined || metadata.namespace === namespace)
      .flatMap((manifest) => {
        const target = mapAt(manifest, "spec", "target");
        if (!kinds.has(manifest.kind) || !isMade(target["creationPolicy"])) return [];
        return typeof target["name"] === "string" ? [target["name"]] : [manifest.metadata.name];
      }),
  ];
}

/** Names of the objects that make Secrets. */
export function madeExternalSecrets(
  name: string,
  { externalSecrets }: Pick<ServiceConfig, "externalSecrets">,
): string[] {
  return Object.keys(externalSecrets).map((key) => `${name}-${key}`);
}

/** What makes a Secret of its own name, or of another that it says in `spec.target.name`. */
const kinds = new Set(["Secret", "ExternalSecret", "SealedSecret"]);
