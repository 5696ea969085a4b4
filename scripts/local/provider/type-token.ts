/** A kind of the API, from a resource's type. */
export interface Kind {
  apiVersion: string;
  kind: string;
}

/** Reads `kubernetes:apps/v1:Deployment`; the core group is called `core` there and nothing in the API. */
export function parseToken(token: string): Kind {
  const [, module = "", kind = ""] = token.split(":");
  const [group = "", version = ""] = module.split("/");
  if (group === "" || version === "" || kind === "") {
    throw new Error(
      `The resource type ${JSON.stringify(token)} is not in the stand-in Kubernetes provider: it knows kubernetes:<group>/<version>:<Kind>.`,
    );
  }
  return { apiVersion: group === "core" ? version : `${group}/${version}`, kind };
}

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Why a kind that the API server does not serve cannot be a resource, or undefined where it may come with a CRD. */
export function refusal(token: string, isServed: (kind: string) => boolean): string | undefined {
  const { kind } = parseToken(token);
  if (token === RELEASE)
    return "Helm releases are not in the stand-in Kubernetes provider. Use the official one.";
  if (isServed(kind)) return undefined;
  const base = (suffix: string): string | undefined =>
    kind.endsWith(suffix) ? kind.slice(0, -suffix.length) : undefined;
  const patched = base("Patch");
  if (patched !== undefined && isServed(patched)) {
    return `Patch resources are not in the stand-in Kubernetes provider: ${kind} changes an object of someone else. Use ${patched}, or the official provider.`;
  }
  const listed = base("List");
  if (listed !== undefined && isServed(listed)) {
    return `List resources exist for compatibility with YAML manifests and cannot be created. Use ${listed} instead of ${kind}.`;
  }
  return undefined;
}
