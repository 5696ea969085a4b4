import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ClusterChoice, loadKubeConfig } from "../../../components/cluster/kubeconfig";
import { kubeconfigOf } from "./api-server";

const variables = ["KUBECONFIG", "HOME", "KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT"];

describe("the cluster that is read", function () {
  this.timeout(20_000);
  const before = variables.map((name): [string, string | undefined] => [name, process.env[name]]);
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), "home-"));
    set({ HOME: home });
  });
  afterEach(async () => {
    set(Object.fromEntries(before));
    await rm(home, { recursive: true });
  });

  function set(values: Record<string, string | undefined>): void {
    for (const name of variables) {
      const value = values[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }

  async function file(name: string, content: string): Promise<string> {
    const full = path.join(home, name);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, content);
    return full;
  }

  async function serverOf(choice: ClusterChoice = {}): Promise<string | undefined> {
    return (await loadKubeConfig(choice)).getCurrentCluster()?.server;
  }

  it("is the one of the content or the path that the stack gives, whatever the shell says", async () => {
    set({ HOME: home, KUBECONFIG: await file("other", kubeconfigOf("https://other")) });
    assert.equal(await serverOf({ kubeconfig: kubeconfigOf("https://content") }), "https://content");
    await file("mine", kubeconfigOf("https://path"));
    assert.equal(await serverOf({ kubeconfig: path.join(home, "mine") }), "https://path");
    assert.equal(await serverOf({ kubeconfig: "~/mine" }), "https://path");
  });

  it("is kubectl's by default: the first of KUBECONFIG's files that has the name, ~/.kube/config, the cluster around", async () => {
    set({ HOME: home, KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" });
    assert.equal(await serverOf(), "https://10.0.0.1:443");
    await file(".kube/config", kubeconfigOf("https://home"));
    assert.equal(await serverOf(), "https://home");
    const files = [
      path.join(home, "missing"),
      await file("a", kubeconfigOf("https://a")),
      await file("b", kubeconfigOf("https://b")),
      await file("c", kubeconfigOf("https://c", "c")),
    ];
    set({ HOME: home, KUBECONFIG: files.join(path.delimiter) });
    assert.equal(await serverOf(), "https://a");
    assert.equal(await serverOf({ context: "c" }), "https://c");
  });

  it("is none where there is no kubeconfig or it does not say which, and the reason shows nothing of its content", async () => {
    const reasons: [ClusterChoice, string][] = [
      [{}, "There is no kubeconfig."],
      [{ kubeconfig: "/nowhere" }, "The kubeconfig is neither a file that is there nor the content of one."],
      [{ kubeconfig: "{}" }, "The kubeconfig names no current context."],
      [{ kubeconfig: kubeconfigOf("https://a"), context: "b" }, 'The kubeconfig has no context "b".'],
      [
        {
          kubeconfig: JSON.stringify({ contexts: [{ name: "a", context: { cluster: "x", user: "y" } }] }),
          context: "a",
        },
        'The kubeconfig has no server for the context "a".',
      ],
      [
        { kubeconfig: "users:\n- token: hush-hush\n  - ]" },
        "The kubeconfig cannot be read: it is not YAML with clusters, users and contexts.",
      ],
    ];
    for (const [choice, message] of reasons) await assert.rejects(loadKubeConfig(choice), { message });
  });
});
