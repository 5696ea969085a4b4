import assert from "node:assert/strict";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { InitFailedError } from "../../../../scripts/local/provider/errors";
import { Provider } from "../../../../scripts/local/provider/provider";
import { serve } from "../../../../scripts/local/provider/server";
import { ApiServer, kubeconfigOf } from "../../../components/cluster/api-server";
import { sharedPlane } from "../../../support/plane";

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

  it("tells its version and refuses functions that it does not have", async () => {
    const { port, stop } = await serve(new Provider());
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const info = await new Promise<PluginInfo>((resolve, reject) => {
      client.getPluginInfo(new Empty(), (error, answer) =>
        error === null ? resolve(answer) : reject(error),
      );
    });
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
