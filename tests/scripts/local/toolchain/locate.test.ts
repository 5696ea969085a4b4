import assert from "node:assert/strict";
import * as path from "node:path";
import { resolve } from "../../../../scripts/local/toolchain/resolve";
import { Workshop } from "./workshop";

describe("toolchain: tools that are at hand", () => {
  let shop: Workshop;
  beforeEach(() => (shop = new Workshop()));
  afterEach(() => shop.dispose());

  async function find(env: NodeJS.ProcessEnv) {
    const { log, cacheDir } = shop;
    return (await resolve(await shop.catalog(), ["hello"], { env, log, cacheDir })).hello;
  }

  it("takes the program on PATH before the one in KUBEBUILDER_ASSETS", async () => {
    const onPath = await shop.fake("bin", "hello", "hello version v1.2.9 (linux)");
    const assets = await shop.fake("assets", "hello", "1.2.4");
    const tool = await find({ PATH: onPath, KUBEBUILDER_ASSETS: assets });
    assert.deepEqual(tool, { path: path.join(onPath, "hello"), source: "PATH", version: "1.2.9" });
  });

  it("takes the program in KUBEBUILDER_ASSETS when PATH has none", async () => {
    const assets = await shop.fake("assets", "hello", "1.2.4");
    const tool = await find({ PATH: path.join(shop.folder, "nowhere"), KUBEBUILDER_ASSETS: assets });
    assert.deepEqual(tool, {
      path: path.join(assets, "hello"),
      source: "KUBEBUILDER_ASSETS",
      version: "1.2.4",
    });
  });

  it("passes over a program of another version, says why, and takes the next one", async () => {
    const old = await shop.fake("old", "hello", "v1.1.0");
    const good = await shop.fake("good", "hello", "v1.2.0");
    const tool = await find({ PATH: [old, good].join(path.delimiter) });
    assert.equal(tool.path, path.join(good, "hello"));
    assert.deepEqual(shop.lines, [
      `${path.join(old, "hello")} is passed over: it is 1.1.0, and 1.2.x is needed.`,
    ]);
  });

  it("passes over a program that does not tell its version", async () => {
    const mute = await shop.fake("mute", "hello", "");
    const good = await shop.fake("good", "hello", "v1.2.0");
    const tool = await find({ PATH: [mute, good].join(path.delimiter) });
    assert.equal(tool.path, path.join(good, "hello"));
    assert.match(
      shop.said,
      /mute\/hello is passed over: its version could not be read, and 1\.2\.x is needed/,
    );
  });

  it("does not take a folder, or a file that may not be run, for a program", async () => {
    await shop.write("folder/hello/README", "");
    const plain = path.dirname(await shop.write("plain/hello", "#!/bin/sh\necho 1.2.0\n"));
    const good = await shop.fake("good", "hello", "v1.2.0");
    const tool = await find({ PATH: [path.join(shop.folder, "folder"), plain, good].join(path.delimiter) });
    assert.equal(tool.path, path.join(good, "hello"));
    assert.deepEqual(shop.lines, []);
  });
});
