import { isAnnotated } from "./annotations";
import { check, type CheckInput } from "./check";
import { UnreachableError } from "./client";
import { toObject } from "./cluster";
import { parseConfig } from "./config";
import { create, type Created, type CreateInput } from "./create";
import { remove, type DeleteInput } from "./delete";
import { changeKey, diff, type Change } from "./diff";
import { EngineLog } from "./engine-log";
import { immutableFields } from "./immutable-fields";
import { loadConnection } from "./kubeconfig";
import { parsePath } from "./property-path";
import { read, type Found, type ReadInput } from "./read";
import { Session } from "./session";
import { same } from "./shape";
import { liveOf } from "./state";
import { parseToken, refusal } from "./type-token";
import { update, type UpdateInput } from "./update";
import { markSecrets, plainFields, type Fields } from "./values";
import { decodeYaml } from "./yaml-decode";

const NOTICE =
  "This is the project's stand-in for the official Kubernetes provider (pulumi-resource-kubernetes): it behaves as the official one does where the project needs it.";

export interface DiffResult {
  changes: { key: string; kind: Change["kind"]; replace: boolean }[];
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** The provider without its protocol: plain values in, plain values out. */
export class Provider {
  private readonly log = new EngineLog();
  private readonly canceler = new AbortController();
  private session: Session | undefined;
  private noticed = false;

  attach(engineAddress: string): void {
    if (engineAddress !== "") this.log.connect(engineAddress);
  }

  async configure(config: Fields): Promise<void> {
    this.session = Session.open(parseConfig(plainFields(config)), this.log, this.canceler.signal);
    if (!this.noticed) this.log.info(NOTICE);
    this.noticed = true;
    const unreachable = await this.session.unreachable();
    if (unreachable !== undefined) this.log.warning(unreachable);
  }

  /** Another cluster replaces the provider and with it all its resources; other settings do not. */
  diffConfig(olds: Fields, news: Fields): { changed: string[]; replaces: string[] } {
    const [before, after] = [plainFields(olds), plainFields(news)];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = keys.filter((key) => key !== "version" && !same(before[key], after[key]));
    const moved =
      changed.some((key) => ["kubeconfig", "context", "cluster"].includes(key)) &&
      serverOf(before) !== serverOf(after);
    return {
      changed,
      replaces: moved ? changed.filter((key) => ["kubeconfig", "context", "cluster"].includes(key)) : [],
    };
  }

  async check(
    input: Omit<CheckInput, "kind" | "name" | "namespace"> & { urn: string },
  ): Promise<{ inputs: Fields; failure?: string }> {
    const session = this.configured();
    const kind = parseToken(typeOf(input.urn));
    const refused = await this.refused(session, input.urn);
    if (refused !== undefined) return { inputs: input.news, failure: refused };
    if (kind.kind === "CustomResourceDefinition") session.discovery.announce(plainFields(input.news));
    const inputs = check({
      ...input,
      kind,
      name: nameOf(input.urn),
      namespace: await session.namespaceFor(kind),
    });
    return { inputs: markSecrets(inputs, input.news) };
  }

  diff({
    state,
    oldInputs,
    newInputs,
    ignoreChanges,
  }: {
    state: Fields;
    oldInputs: Fields;
    newInputs: Fields;
    ignoreChanges: string[];
  }): DiffResult {
    const [live, news] = [liveOf(state), toObject(plainFields(newInputs))];
    const immutable = immutableFields(news, this.configured().config);
    const changes = diff({
      live,
      oldInputs: plainFields(oldInputs),
      newInputs: news,
      immutable,
      ignoreChanges: ignoreChanges.map(parsePath),
    });
    const replaces = changes.filter(({ replace }) => replace).map(changeKey);
    // An object of the same name cannot exist beside the one it replaces.
    const sameName =
      news.metadata.name === live.metadata.name && news.metadata.namespace === live.metadata.namespace;
    return {
      changes: changes.map((change) => ({
        key: changeKey(change),
        kind: change.kind,
        replace: change.replace,
      })),
      replaces,
      deleteBeforeReplace: replaces.length > 0 && sameName && !isAnnotated(news, "autonamed"),
    };
  }

  async create(input: CreateInput): Promise<Created> {
    return create(this.configured(), input);
  }

  async update(input: UpdateInput): Promise<Fields> {
    return update(this.configured(), input);
  }

  async read(input: Omit<ReadInput, "kind">): Promise<Found | undefined> {
    const session = this.configured();
    return this.unlessUnreachable(session, () =>
      read(session, { ...input, kind: parseToken(typeOf(input.urn)) }),
    );
  }

  async delete(input: DeleteInput): Promise<void> {
    const session = this.configured();
    await this.unlessUnreachable(session, () => remove(session, input));
  }

  invoke(token: string, args: Fields): Fields {
    if (token !== "kubernetes:yaml:decode") this.refuse(`The function ${token}`);
    const { text, defaultNamespace } = plainFields(args);
    return { result: decodeYaml(String(text ?? ""), String(defaultNamespace ?? "")) };
  }

  refuse(what: string): never {
    throw new Error(`${what} is not in the stand-in Kubernetes provider. Use the official provider for it.`);
  }

  /** Ends waits under way; their operations fail with what they have. */
  cancel(): void {
    this.canceler.abort(new Error("the operation was cancelled"));
  }

  close(): void {
    this.session?.close();
    this.log.close();
  }

  private configured(): Session {
    if (this.session === undefined)
      throw new Error("The Kubernetes provider was called before it was configured.");
    return this.session;
  }

  private async refused(session: Session, urn: string): Promise<string | undefined> {
    const token = typeOf(urn);
    const { apiVersion, kind } = parseToken(token);
    const served = new Set<string>();
    for (const name of [kind, kind.replace(/(Patch|List)$/, "")]) {
      const has = await session.discovery.has(apiVersion, name).catch(() => false);
      if (has) served.add(name);
      if (has && name === kind) break;
    }
    return refusal(token, (name) => served.has(name));
  }

  private async unlessUnreachable<T>(session: Session, operation: () => Promise<T>): Promise<T | undefined> {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      if (session.config.deleteUnreachable) return undefined;
      throw new Error(
        `${error.message}. If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation ` +
          `with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true".`,
      );
    }
  }
}

/** The server that a configuration points at, or nothing where it cannot be told. */
function serverOf(config: Fields): string | undefined {
  try {
    return loadConnection(parseConfig(config)).server.href;
  } catch {
    return undefined;
  }
}

/** `urn:pulumi:stack::project::parent$type::name`. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
