import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  InvokeRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { InitFailedError } from "../../../../scripts/local/provider/errors";
import { Provider } from "../../../../scripts/local/provider/provider";
import { serve } from "../../../../scripts/local/provider/server";
import { projectRoot } from "../../../../scripts/local/plane/folder";
import { ApiServer, kubeconfigOf } from "../../../components/cluster/api-server";
import { sharedPlane } from "../../../support/plane";

const MAIN = path.join(projectRoot, "scripts/local/provider/main.ts");

describe("stand-in Kubernetes provider: protocol", function () {
  this.timeout(60_000);

  it("ends waits under way when it is cancelled, and hands back what it made", async () => {
    const { kubeconfig } = await sharedPlane();
    const provider = new Provider();
    await provider.configure({ kubeconfig });
    const annotations = { "pulumi.com/waitFor": "jsonpath={.data.never}=yes" };
    const metadata = { generateName: "cancelled-", namespace: "default", annotations };
    const inputs = { apiVersion: "v1", kind: "ConfigMap", metadata };
    const urn = "urn:pulumi:a::b::kubernetes:core/v1:ConfigMap::c";
    const creation = provider
      .create({ urn, inputs, timeout: 0, preview: false })
      .catch((error: unknown) => error);
    setTimeout(() => provider.cancel(), 1000);
    const failure = await creation;
    assert.ok(failure instanceof InitFailedError, String(failure));
    assert.match(failure.id, /^default\/cancelled-/);
    const other = new Provider();
    await other.configure({ kubeconfig });
    await other.delete({ urn, state: failure.state, inputs, timeout: 0 });
    provider.close();
    other.close();
  });

  it("sees a write through that is on its way when it is cancelled, and hands back what it made", async () => {
    const resources = [{ name: "configmaps", kind: "ConfigMap", namespaced: true }];
    const metadata = { name: "one", namespace: "default" };
    const inputs = { apiVersion: "v1", kind: "ConfigMap", metadata };
    const provider = new Provider();
    const server = await ApiServer.start((_, method) => {
      if (method === "GET") return { body: { resources } };
      provider.cancel();
      return { status: 201, body: inputs };
    });
    try {
      await provider.configure({ kubeconfig: kubeconfigOf(server.address) });
      const urn = "urn:pulumi:a::b::kubernetes:core/v1:ConfigMap::c";
      const { id } = await provider.create({ urn, inputs, timeout: 0, preview: false });
      assert.equal(id, "default/one");
    } finally {
      provider.close();
      await server.stop();
    }
  });

  it("ends when the engine interrupts it, after it has answered what is under way", async () => {
    const resources = [{ name: "configmaps", kind: "ConfigMap", namespaced: true }];
    const inputs = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one", namespace: "default" } };
    const plugin = spawn(process.execPath, ["--require", "./scripts/typescript.cjs", MAIN], {
      cwd: projectRoot,
    });
    const end = once(plugin, "close");
    const server = await ApiServer.start((_, method) => {
      if (method === "GET") return { body: { resources } };
      plugin.kill("SIGINT");
      return { status: 201, body: inputs };
    });
    try {
      const [port] = await once(plugin.stdout, "data");
      const client = new ResourceProviderClient(
        `127.0.0.1:${String(port).trim()}`,
        credentials.createInsecure(),
      );
      const kubeconfig = Struct.fromJavaScript({ kubeconfig: kubeconfigOf(server.address) });
      await answered((done) => client.configure(new ConfigureRequest().setArgs(kubeconfig), done));
      const create = new CreateRequest()
        .setUrn("urn:pulumi:a::b::kubernetes:core/v1:ConfigMap::c")
        .setProperties(Struct.fromJavaScript(inputs));
      const made = await answered<CreateResponse>((done) => client.create(create, done));
      assert.equal(made.getId(), "default/one");
      client.close();
      assert.deepEqual(await end, [0, null]);
    } finally {
      plugin.kill("SIGKILL");
      await server.stop();
    }
  });

  it("tells its version and refuses functions that it does not have", async () => {
    const { port, stop } = await serve(new Provider());
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const info = await answered<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    const refusal = await new Promise<ServiceError | null>((resolve) => {
      client.invoke(new InvokeRequest().setTok("kubernetes:helm:template"), (error) => resolve(error));
    });
    client.close();
    stop();
    assert.match(info.getVersion(), /^4\.34\./);
    assert.match(
      refusal?.details ?? "",
      /kubernetes:helm:template is not in the stand-in Kubernetes provider/,
    );
  });
});

function answered<Answer>(
  call: (done: (error: ServiceError | null, answer: Answer) => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call((error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}
