import { request } from "node:https";
import { load } from "js-yaml";
import type { Manifest } from "../../../components/manifests";
import { type Connection, loadConnection } from "../../../scripts/local/provider/kubeconfig";
import type { Files } from "../../../scripts/render/environment";
import type { IgnoredFields } from "../../../scripts/render/ignore-differences";
import { ApiServer } from "../../support/api-server";
import { differences, patchBetween, patched, without } from "./merge-patch";

/** Of Argo CD, when it applies on the server's side. */
export const MANAGER = "argocd-controller";

/** An object as its file says it. */
export interface Rendered {
  readonly file: string;
  readonly text: string;
  readonly manifest: Manifest;
}

export function renderedIn(files: Files): Rendered[] {
  return [...files]
    .filter(([file]) => /^(platform|services)\//.test(file))
    .map(([file, text]) => ({ file, text, manifest: manifestIn(text) }));
}

function manifestIn(text: string): Manifest {
  const manifest: Manifest = JSON.parse(JSON.stringify(load(text)));
  return manifest;
}

/** A cluster to which rendered files are brought as Argo CD does it. */
export class SyncedCluster {
  private readonly connection: Connection;
  private readonly server: ApiServer;

  constructor({ kubeconfig }: { readonly kubeconfig: string }) {
    this.connection = loadConnection({ kubeconfig });
    this.server = new ApiServer({ kubeconfig });
  }

  /** With `RespectIgnoreDifferences=true`: what is ignored is taken from the live object. Upstream: `normalizeTargetResources`. */
  async syncAll(all: readonly Rendered[], ignored: readonly IgnoredFields[]): Promise<void> {
    await Promise.all(
      all.map(async ({ manifest, text }) => {
        const pointers = pointersOf(manifest, ignored);
        const live = pointers.length === 0 ? undefined : await this.get(manifest);
        if (live === undefined) return this.apply(manifest, text);
        const target = patched(
          without({ ...manifest }, pointers),
          patchBetween(without(live, pointers), live),
        );
        return this.apply(manifest, JSON.stringify(target));
      }),
    );
  }

  /** What a plain sync would change of the live object, by the server's own account. */
  async wouldChange({ manifest, text }: Rendered): Promise<string[]> {
    const [live, after] = [await this.get(manifest), await this.apply(manifest, text, true)];
    return differences(withoutBookkeeping(live), withoutBookkeeping(after));
  }

  get(manifest: Manifest): Promise<Live | undefined> {
    return this.server.get(manifest);
  }

  close(): void {
    this.server.close();
  }

  /** The text goes as it is: the server reads the YAML. */
  private async apply(manifest: Manifest, text: string, isDryRun = false): Promise<Live> {
    const { server, ca, authorization } = this.connection;
    const url = new URL(await this.server.pathOf(manifest), server);
    const query = { fieldManager: MANAGER, force: "true", fieldValidation: "Strict" };
    url.search = new URLSearchParams({ ...query, ...(isDryRun && { dryRun: "All" }) }).toString();
    const headers = {
      "content-type": "application/apply-patch+yaml",
      ...(authorization !== undefined && { authorization }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: "PATCH", headers, ...(ca && { ca }) }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const answer = Buffer.concat(chunks).toString();
          if (response.statusCode === 200 || response.statusCode === 201) resolve(JSON.parse(answer));
          else reject(new Error(`${manifest.kind} ${manifest.metadata.name}: ${answer}`));
        });
      });
      sent.on("error", reject);
      sent.end(text);
    });
  }
}

export type Live = Readonly<Record<string, unknown>>;

export function pointersOf(
  { kind, metadata }: Manifest,
  ignored: readonly IgnoredFields[],
): readonly string[] {
  return ignored
    .filter((one) => one.kind === kind && one.name === metadata.name)
    .flatMap(({ jsonPointers }) => jsonPointers);
}

/** Without what the server writes down at each write, and what controllers tell of the object, when they come to it. */
export function withoutBookkeeping(live: Live | undefined): Live {
  return without(live ?? {}, [
    "/status",
    "/metadata/annotations/rollout.argoproj.io~1revision",
    "/metadata/annotations/deployment.kubernetes.io~1revision",
    ...["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"].map(
      (key) => `/metadata/${key}`,
    ),
  ]);
}
