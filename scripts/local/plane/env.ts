import { delimiter } from "node:path";

import { planeFolder } from "./folder";
import { manifestPath, manifests } from "./manifests";
import { shellQuote } from "./shell";

/** Protects nothing: the state under the plane's folder holds no secret worth it, and a prompt would stop every run. */
const passphrase = "local";

/** Pulumi takes an empty value as the name of a stack, so this one cannot be blanked; a stack is always named by `--stack`. */
const cannotBeBlank = "PULUMI_STACK";

/**
 * The variables with which Pulumi, kubectl and the rest work on this plane and nothing else. What else the given environment
 * says about Pulumi (a login, an organization) is blanked; where variables can be removed, use `planeProcessEnv`.
 */
export function planeEnv(dir: string, base: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const folder = planeFolder(dir);
  const theirs = Object.keys(base).filter((name) => name.startsWith("PULUMI_") && name !== cannotBeBlank);
  const rest = (base["PATH"] ?? "").split(delimiter).filter((entry) => entry !== folder.bin);
  return {
    ...Object.fromEntries([...theirs, "PULUMI_ACCESS_TOKEN"].map((name) => [name, ""])),
    KUBECONFIG: folder.kubeconfig,
    KUBECACHEDIR: folder.kubeCache,
    PULUMI_BACKEND_URL: `file://${folder.pulumiState}`,
    PULUMI_HOME: folder.pulumiHome,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    // The salt of the passphrase is found in the state too, so it need not stand in the project's stack files.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ...Object.fromEntries(manifests.map(({ variable, tool }) => [variable, manifestPath(folder, tool)])),
    PATH: [folder.bin, ...rest].join(delimiter),
  };
}

/** The whole environment for a program that shall work on this plane: the given one, without what it says about Pulumi. */
export function planeProcessEnv(dir: string, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !name.startsWith("PULUMI_"));
  const own = Object.entries(planeEnv(dir, base)).filter(([, value]) => value !== "");
  return Object.fromEntries([...kept, ...own]);
}

/** Shell commands that make a shell work on this plane. */
export function planeShellLines(dir: string, base: NodeJS.ProcessEnv = process.env): string[] {
  const own = planeProcessEnv(dir, base);
  const foreign = Object.keys(base).filter((name) => !(name in own));
  const set = Object.keys(planeEnv(dir, base)).filter((name) => name in own);
  return [
    ...foreign.map((name) => `unset ${name}`),
    ...set.map((name) => `export ${name}=${shellQuote(own[name] ?? "")}`),
  ];
}
