import path from "node:path";
import { parseArgs } from "node:util";
import { ConfigError } from "../../components/config";
import { ManifestError } from "../../components/manifests";
import { formats } from "../check-config/formats";
import { reportOn } from "../check-config/report";
import { LoadError, type LoadOptions } from "../config/load";
import { misused } from "../config/run-command";
import { applicationSet, type ArgoCd } from "./application-set";
import { type Files, renderEnvironment } from "./environment";
import { writeFolder, type Written } from "./folder";
import { ignoredFields } from "./ignore-differences";
import { pathInRepository } from "./repository";
import { type PreparedStack, prepareStack } from "./stack";

export const usage = `Usage: npm run render -- <environment> --out <folder> [options]

  --out <folder>     written anew, so a folder of its own
  --stack <name>     one stack, where several are of the environment
  --catalog <folder> a folder of values files instead of the stack's

For Argo CD:
  --repo <url>       the Git repository with the folder; without it no ApplicationSet is written
  --revision <name>  branch, tag or commit; default: HEAD
  --path <path>      the folder's path in the repository; default: found from the folder
  --project <name>   AppProject; default: default
  --argocd-namespace <name>  default: argocd
  --server <url>     API server of the cluster; default: the one in which Argo CD runs

Exit code: 1 when there is an error; then nothing is written.`;

/** Where a command's words go. */
export interface Speech {
  say(line: string): void;
  /** What is not the command's result. */
  warn(line: string): void;
}

const onConsole: Speech = { say: console.log, warn: console.error };

/** `project`: folder with `Pulumi.yaml`. Default: this project's. */
export async function render(
  args: readonly string[],
  { say, warn }: Speech = onConsole,
  project?: string,
): Promise<number> {
  const { out, shown, options, argoCd } = parsed(args);
  const prepared = await prepareStack({ ...options, project }).catch(explained);
  const findings = reportOn([prepared.loaded]);
  if (findings.findings.length > 0) warn((formats["text"] ?? String)(findings));
  if (prepared.rendered === undefined) return 1;
  for (const note of prepared.notes) warn(`warning  ${note}`);
  const stack = prepared.loaded.stack ?? prepared.loaded.name;
  const { namespace, manifests } = prepared.rendered;
  const { files, withheld } = renderEnvironment(stack, manifests);
  for (const secret of withheld)
    warn(
      `warning  The ${secret} has values, and is not written: make it an ExternalSecret, or in the cluster.`,
    );
  const ignored = ignoredFields(manifests);
  const ofArgoCd: Files = argoCd ? applicationSet({ stack, namespace, files, ignored }, argoCd) : new Map();
  const written = writeFolder(out, stack, new Map([...files, ...ofArgoCd]));
  say(
    `${stack}: ${counted(files.size, "object")} of ${counted(manifests.services.size, "service")} and the platform in ${shown}: ${change(written)}.`,
  );
  if (argoCd === undefined) say("No ApplicationSet was written: it needs --repo.");
  return 0;
}

interface Parsed {
  readonly out: string;
  /** As the reader has written it. */
  readonly shown: string;
  readonly options: LoadOptions;
  readonly argoCd: ArgoCd | undefined;
}

function parsed(args: readonly string[]): Parsed {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: "string" },
      stack: { type: "string" },
      catalog: { type: "string" },
      repo: { type: "string" },
      revision: { type: "string", default: "HEAD" },
      path: { type: "string" },
      project: { type: "string", default: "default" },
      "argocd-namespace": { type: "string", default: "argocd" },
      server: { type: "string", default: "https://kubernetes.default.svc" },
    },
  });
  const [environment, ...others] = positionals;
  if (environment === undefined || others.length > 0) misused("Needed: an environment.");
  const { out: folder, repo, stack, catalog, revision, project, server } = values;
  if (folder === undefined) misused("Needed: --out, a folder.");
  // npm starts its scripts in the project's folder, and says here where the reader is.
  const out = path.resolve(process.env["INIT_CWD"] ?? "", folder);
  const argocdNamespace = values["argocd-namespace"];
  const argoCd = repo === undefined ? undefined : { repo, path: values.path ?? pathOf(out) };
  return {
    ...{ out, shown: folder },
    options: { environment, stack, catalog },
    argoCd: argoCd && { ...argoCd, revision, project, server, argocdNamespace },
  };
}

function pathOf(out: string): string {
  return pathInRepository(out) ?? misused(`--path is needed: ${out} is in no Git repository.`);
}

/** A mistake in the config is not a crash of the command. */
function explained(error: unknown): PreparedStack {
  if (error instanceof ConfigError || error instanceof ManifestError) throw new LoadError(error.message);
  throw error;
}

function change({ added, changed, removed }: Written): string {
  const parts = [
    ...(added > 0 ? [`${counted(added, "file")} new`] : []),
    ...(changed > 0 ? [`${counted(changed, "file")} changed`] : []),
    ...(removed > 0 ? [`${counted(removed, "file")} gone`] : []),
  ];
  return parts.length === 0 ? "nothing changed" : parts.join(", ");
}

function counted(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
