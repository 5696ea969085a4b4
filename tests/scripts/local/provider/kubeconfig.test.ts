import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { loadConnection } from "../../../../scripts/local/provider/kubeconfig";

function config(name: string, server: string, user: object = { token: `token-${name}` }): string {
  return JSON.stringify({
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: name, namespace: `ns-${name}` } }],
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user }],
  });
}

describe("provider kubeconfig", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
    writeFileSync(join(folder, "a"), config("a", "https://a:1"));
    writeFileSync(
      join(folder, "b"),
      config("b", "https://b:2", { "client-certificate": "cert.pem", "client-key-data": "a2V5" }),
    );
    writeFileSync(join(folder, "cert.pem"), "cert");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is read from content, from a path, or from KUBECONFIG with several files, the first of which counts", () => {
    const KUBECONFIG = [join(folder, "missing"), join(folder, "a"), join(folder, "b")].join(delimiter);
    assert.equal(loadConnection({ kubeconfig: config("c", "https://c:3") }, {}).server.host, "c:3");
    assert.equal(loadConnection({ kubeconfig: join(folder, "b") }, {}).server.host, "b:2");
    const { server, authorization, namespace } = loadConnection({}, { KUBECONFIG });
    assert.deepEqual([server.host, authorization, namespace], ["a:1", "Bearer token-a", "ns-a"]);
  });

  it("finds the context that the provider names, with certificate files beside it", () => {
    const KUBECONFIG = [join(folder, "a"), join(folder, "b")].join(delimiter);
    const { server, cert, key } = loadConnection({ context: "b" }, { KUBECONFIG });
    assert.deepEqual([server.host, String(cert), String(key)], ["b:2", "cert", "key"]);
  });

  it("says which context or cluster is not there", () => {
    assert.throws(
      () => loadConnection({ kubeconfig: join(folder, "a"), context: "x" }, {}),
      /no context "x"/,
    );
    assert.throws(
      () => loadConnection({ kubeconfig: join(folder, "a"), cluster: "y" }, {}),
      /no server for the cluster "y"/,
    );
    assert.throws(() => loadConnection({ kubeconfig: "{}" }, {}), /names no current-context/);
  });
});
