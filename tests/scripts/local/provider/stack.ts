import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type * as k8s from "@pulumi/kubernetes";
import {
  LocalWorkspace,
  PulumiCommand,
  type EngineEvent,
  type OutputMap,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import type { KubeObject, ObjectRef } from "../../../../scripts/local/provider/await";
import { RestClient } from "../../../../scripts/local/provider/client";
import { Cluster } from "../../../../scripts/local/provider/cluster";
import { apiPath, Discovery } from "../../../../scripts/local/provider/discovery";
import { loadConnection } from "../../../../scripts/local/provider/kubeconfig";
import { sharedPlane } from "../../../support/plane";

type Changes = Record<string, string>;

/** An update: its stack outputs, and what the user saw. */
export interface Ran {
  outputs: OutputMap;
  log: string;
  /** `<name> <operation>`, as the engine did them. */
  order: string[];
}

/** One resource of an exported state. */
interface ResourceState extends Record<string, unknown> {
  urn: string;
  outputs?: Record<string, unknown>;
}

/** A namespace of the shared control plane with a stack in it, as one test file uses them. */
export class TestBed {
  private constructor(
    readonly namespace: string,
    readonly kubeconfig: string,
    readonly live: Live,
    private readonly stack: Stack,
  ) {}

  static async open(name: string): Promise<TestBed> {
    const { kubeconfig, env } = await sharedPlane();
    const namespace = `provider-${name}-${randomBytes(3).toString("hex")}`;
    const live = new Live(kubeconfig);
    await live.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    const args = { projectName: "provider", stackName: namespace, program: async () => Promise.resolve() };
    const envVars = Object.fromEntries(
      Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
    const stack = await LocalWorkspace.createOrSelectStack(args, {
      envVars,
      pulumiCommand: await pulumiOn(env["PATH"] ?? ""),
    });
    await stack.setConfig("kubernetes:namespace", { value: namespace });
    return new TestBed(namespace, kubeconfig, live, stack);
  }

  /** Runs the program for real. */
  async up(program: PulumiFn): Promise<Ran> {
    this.stack.workspace.program = program;
    const order: string[] = [];
    const onEvent = ({ resourcePreEvent }: EngineEvent): void => {
      if (resourcePreEvent !== undefined)
        order.push(`${nameOf(resourcePreEvent.metadata.urn)} ${resourcePreEvent.metadata.op}`);
    };
    const { outputs, stdout } = await this.stack.up({ suppressProgress: true, onEvent });
    return { outputs, log: stdout, order };
  }

  /** What `up` fails with, as the user sees it. */
  async upFails(program: PulumiFn): Promise<string> {
    return failureOf(() => this.up(program));
  }

  async previewFails(program: PulumiFn): Promise<string> {
    return failureOf(() => this.preview(program));
  }

  /** What would change: `name.path` (or `name` for a whole object) to the operation. */
  async preview(program: PulumiFn): Promise<Changes> {
    this.stack.workspace.program = program;
    const changes: Changes = {};
    await this.stack.preview({ onEvent: (event) => Object.assign(changes, changesIn(event)) });
    return changes;
  }

  /** How many resources the refresh found changed. */
  async refresh(): Promise<number> {
    const { summary } = await this.stack.refresh({ suppressProgress: true });
    const { same: _same, ...changes } = summary.resourceChanges ?? {};
    return Object.values(changes).reduce((sum, count) => sum + (count ?? 0), 0);
  }

  /** Pulumi's state of the resource with this name. */
  async state(name: string): Promise<ResourceState | undefined> {
    const { deployment } = await this.stack.exportStack();
    const resources: ResourceState[] = deployment?.resources ?? [];
    return resources.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  /** Ends with nothing left: objects, stack, namespace. */
  async close(): Promise<void> {
    await this.stack.destroy({ suppressProgress: true });
    await this.stack.workspace.removeStack(this.namespace);
    await this.live.delete({ apiVersion: "v1", kind: "Namespace", name: this.namespace });
    this.live.close();
  }
}

/** Live objects, without Pulumi between. */
export class Live {
  private readonly client: RestClient;
  private readonly discovery: Discovery;
  private readonly cluster: Cluster;

  constructor(kubeconfig: string) {
    this.client = new RestClient(loadConnection({ kubeconfig }));
    this.discovery = new Discovery(this.client);
    this.cluster = new Cluster(this.client, this.discovery, new AbortController().signal);
  }

  async get(ref: ObjectRef): Promise<KubeObject> {
    const found = await this.cluster.get(ref);
    if (found === undefined) throw new Error(`${ref.kind} ${ref.name} is not there.`);
    return found;
  }

  async exists(ref: ObjectRef): Promise<boolean> {
    return (await this.cluster.get(ref)) !== undefined;
  }

  async create(object: KubeObject): Promise<KubeObject> {
    return this.cluster.create(object, { fieldManager: "somebody-else" });
  }

  /** Writes fields as a controller does: by a merge patch, under its own name. */
  async patchAs(
    fieldManager: string,
    { apiVersion, kind, name, namespace }: ObjectRef,
    body: object,
  ): Promise<void> {
    const { plural } = await this.discovery.find(apiVersion, kind);
    const scope = namespace === undefined ? "" : `/namespaces/${namespace}`;
    const path = `${apiPath(apiVersion)}${scope}/${plural}/${name}`;
    await this.client.call("PATCH", path, {
      body,
      query: { fieldManager },
      contentType: "application/merge-patch+json",
    });
  }

  async delete(ref: ObjectRef): Promise<void> {
    await this.cluster.delete(ref, "Background");
  }

  close(): void {
    this.client.close();
  }
}

/** A reference in a test bed's namespace. */
export function refIn(bed: TestBed, apiVersion: string, kind: string, name: string): ObjectRef {
  return { apiVersion, kind, name, namespace: bed.namespace };
}

/** A Service that selects `app: web` and is not waited for: there are no pods behind it. */
export function service(
  spec: Partial<k8s.types.input.core.v1.ServiceSpec> = {},
  metadata: object = {},
): k8s.core.v1.ServiceArgs {
  return {
    metadata: { name: "web", ...metadata },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }], ...spec },
  };
}

/** The CLI of this PATH; the automation API would look on our own. */
async function pulumiOn(path: string): Promise<PulumiCommand> {
  const bin = path.split(delimiter).find((folder) => existsSync(join(folder, "pulumi"))) ?? "";
  return PulumiCommand.get({ root: dirname(bin) });
}

async function failureOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("It succeeded.");
}

function changesIn({ resourcePreEvent }: EngineEvent): Changes {
  if (resourcePreEvent === undefined) return {};
  const { op, urn, detailedDiff } = resourcePreEvent.metadata;
  const name = nameOf(urn);
  if (op === "same" || urn.includes("pulumi:pulumi:Stack") || urn.includes("pulumi:providers:")) return {};
  const paths = Object.entries(detailedDiff ?? {});
  return Object.fromEntries(
    paths.length === 0 ? [[name, op]] : paths.map(([path, { diffKind }]) => [`${name}.${path}`, diffKind]),
  );
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}
