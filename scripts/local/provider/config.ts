import { parse } from "yaml";
import type { Mutability } from "./immutable-fields";
import type { KubeconfigOptions } from "./kubeconfig";
import { isFields, type Fields } from "./values";

/** What the provider resource, or the stack's `kubernetes:` config, says. */
export interface ProviderConfig extends KubeconfigOptions, Mutability {
  namespace: string | undefined;
  enablePatchForce: boolean;
  upsertExistingObjects: boolean;
  deleteUnreachable: boolean;
}

/** The options that are switches, with the environment variables that set them too. */
const SWITCHES = {
  enableConfigMapMutable: "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE",
  enableSecretMutable: "PULUMI_K8S_ENABLE_SECRET_MUTABLE",
  enablePatchForce: "PULUMI_K8S_ENABLE_PATCH_FORCE",
  upsertExistingObjects: "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
  deleteUnreachable: "PULUMI_K8S_DELETE_UNREACHABLE",
} as const;

/** Options that would change what the provider does and that the stand-in does not have. */
const REFUSED = {
  renderYamlToDirectory: "It does not render manifests to a directory.",
} as const;

/** Reads the configuration; switches arrive as booleans, or as text. */
export function parseConfig(fields: Fields, env: NodeJS.ProcessEnv = process.env): ProviderConfig {
  for (const [key, why] of Object.entries(REFUSED)) {
    if (fields[key] !== undefined && fields[key] !== "")
      throw new Error(`The stand-in Kubernetes provider does not know ${key}. ${why}`);
  }
  if (isOff(fields["enableServerSideApply"])) {
    throw new Error(
      "The stand-in Kubernetes provider updates by server-side apply only: remove enableServerSideApply: false.",
    );
  }
  const flag = (key: keyof typeof SWITCHES): boolean => isOn(fields[key] ?? env[SWITCHES[key]]);
  return {
    kubeconfig: isFields(fields["kubeconfig"])
      ? JSON.stringify(fields["kubeconfig"])
      : text(fields["kubeconfig"]),
    context: text(fields["context"]),
    cluster: text(fields["cluster"]),
    namespace: text(fields["namespace"]),
    enableConfigMapMutable: flag("enableConfigMapMutable"),
    enableSecretMutable: flag("enableSecretMutable"),
    enablePatchForce: flag("enablePatchForce"),
    upsertExistingObjects: flag("upsertExistingObjects"),
    deleteUnreachable: flag("deleteUnreachable"),
  };
}

/** The engine may send a value as JSON text: `"\"team-a\""`. */
function text(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (!/^".*"$/s.test(value)) return value;
  const inner: unknown = parse(value);
  return typeof inner === "string" && inner !== "" ? inner : undefined;
}

function isOn(value: unknown): boolean {
  return value === true || value === "true";
}

function isOff(value: unknown): boolean {
  return value === false || value === "false";
}
