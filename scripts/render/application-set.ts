import type { IgnoredFields } from "./ignore-differences";
import type { Files } from "./environment";
import { yamlOf } from "./yaml";

/** Where Argo CD finds the files, and where it brings them. */
export interface ArgoCd {
  /** URL of the repository. */
  readonly repo: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** The folder's path in the repository. */
  readonly path: string;
  /** AppProject. */
  readonly project: string;
  /** Namespace of Argo CD. */
  readonly argocdNamespace: string;
  /** URL of the cluster's API server. */
  readonly server: string;
}

export interface Synced {
  /** Name of the stack: of what Argo CD calls its Applications. */
  readonly stack: string;
  /** Namespace of the services. */
  readonly namespace: string;
  /** What is rendered. */
  readonly files: Files;
  readonly ignored: readonly IgnoredFields[];
}

/** Upstream: docs/user-guide/sync-options.md, docs/user-guide/diffing.md. */
const syncOptions = [
  // Else the CRDs are too large, and lists that others write are merged by guess.
  "ServerSideApply=true",
  // Else the fields below are not compared, and yet written.
  "RespectIgnoreDifferences=true",
  "ApplyOutOfSyncOnly=true",
  // A Deployment goes when the Rollout in its place is healthy, and the other way round.
  "PruneLast=true",
  // In the foreground the pods of a blue-green Rollout go before its Service lets go of them.
  "PrunePropagationPolicy=background",
  // The CRDs come with the platform.
  "SkipDryRunOnMissingResource=true",
];

/** A service may be synced before the controller and its CRDs are there. */
const retry = { limit: 10, backoff: { duration: "10s", factor: 2, maxDuration: "3m" } };

/**
 * What Argo CD needs for the files: an ApplicationSet with an Application for each service, and an Application for all else,
 * which an app of apps syncs first. Path -> text; a part without files has none.
 */
export function applicationSet(synced: Synced, argoCd: ArgoCd): Files {
  const has = (folder: string) => [...synced.files.keys()].some((file) => file.startsWith(`${folder}/`));
  const files: [string, object][] = [
    ...(has("platform") ? [["argocd/application-platform.yaml", platform(synced, argoCd)] as const] : []),
    ...(has("services") ? [["argocd/applicationset-services.yaml", services(synced, argoCd)] as const] : []),
  ].map(([path, object]) => [path, object]);
  return new Map(files.map(([path, object]) => [path, headed(synced.stack, object)]));
}

function headed(stack: string, object: object): string {
  return `# Rendered from the stack ${stack}: an edit is lost with the next run.\n${yamlOf(object)}`;
}

function services({ stack, namespace, ignored }: Synced, argoCd: ArgoCd): object {
  const { repo: repoURL, revision } = argoCd;
  const name = argoName(stack);
  const directories = [{ path: within(argoCd.path, "services/*") }];
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: metadata(`${name}-services`, 0, argoCd),
    spec: {
      goTemplate: true,
      goTemplateOptions: ["missingkey=error"],
      generators: [{ git: { repoURL, revision, directories } }],
      template: {
        metadata: { name: `${name}-{{ .path.basename }}` },
        spec: application("{{ .path.path }}", namespace, ignored, argoCd),
      },
    },
  };
}

/** No service's name has a dot, so that no service's Application has this name. */
function platform({ stack, namespace }: Synced, argoCd: ArgoCd): object {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: metadata(`${argoName(stack)}.platform`, -1, argoCd),
    spec: application(within(argoCd.path, "platform"), namespace, [], argoCd),
  };
}

function metadata(name: string, wave: number, { argocdNamespace: namespace }: ArgoCd): object {
  return { name, namespace, annotations: { "argocd.argoproj.io/sync-wave": String(wave) } };
}

function application(
  path: string,
  namespace: string,
  ignoreDifferences: readonly IgnoredFields[],
  { repo: repoURL, revision: targetRevision, project, server }: ArgoCd,
): object {
  return {
    project,
    source: { repoURL, targetRevision, path, directory: { recurse: true } },
    destination: { server, namespace },
    syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions, retry },
    ...(ignoreDifferences.length > 0 && { ignoreDifferences }),
  };
}

function within(folder: string, path: string): string {
  return folder === "." ? path : `${folder}/${path}`;
}

/** A stack's name may have what an object's may not. */
function argoName(stack: string): string {
  return stack
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
