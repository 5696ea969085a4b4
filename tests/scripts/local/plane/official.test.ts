import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { officialKubernetesProvider, officialLanguageHost } from "../../../../scripts/local/plane/official";

describe("official plugins", () => {
  let root: string;
  beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), "official-"))));
  afterEach(() => rm(root, { recursive: true }));

  async function program(...path: string[]): Promise<string> {
    const file = join(root, ...path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "#!/bin/sh\n", { mode: 0o755 });
    return file;
  }
  const search = (path: string) => ({
    pulumi: join(root, "cli", "pulumi"),
    env: { PATH: join(root, path), HOME: join(root, "home") },
  });
  const plugin = (version: string) =>
    program("home", ".pulumi", "plugins", `resource-kubernetes-v${version}`, "pulumi-resource-kubernetes");

  it("takes the language host beside the CLI before one on PATH", async () => {
    await program("cli", "pulumi");
    const onPath = await program("path", "pulumi-language-nodejs");
    assert.equal(officialLanguageHost(search("path")), onPath);
    const beside = await program("cli", "pulumi-language-nodejs");
    assert.equal(officialLanguageHost(search("path")), beside);
  });

  it("takes the provider on PATH before the newest v4 that Pulumi has installed", async () => {
    assert.equal(officialKubernetesProvider(search("path")), undefined);
    await plugin("3.99.0");
    assert.equal(officialKubernetesProvider(search("path")), undefined);
    await plugin("4.9.1");
    const newest = await plugin("4.34.0");
    assert.equal(officialKubernetesProvider(search("path")), newest);
    const onPath = await program("path", "pulumi-resource-kubernetes");
    assert.equal(officialKubernetesProvider(search("path")), onPath);
  });

  it("does not take another plane's stand-in for the official one", async () => {
    await program("plane", "bin", "pulumi-resource-kubernetes");
    await writeFile(join(root, "plane", "ports.json"), "{}");
    assert.equal(officialKubernetesProvider(search(join("plane", "bin"))), undefined);
  });
});
