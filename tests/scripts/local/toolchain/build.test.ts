import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { resolve } from "../../../../scripts/local/toolchain/resolve";
import type { ResolveOptions } from "../../../../scripts/local/toolchain/resolved";
import { Workshop } from "./workshop";

describe("toolchain: building what is missing", function () {
  this.timeout(120_000);
  // The object cache is shared by the tests: each would else compile Go's runtime again.
  const objects = new Workshop();
  let shop: Workshop;
  beforeEach(() => (shop = new Workshop()));
  afterEach(() => shop.dispose());
  after(() => objects.dispose());

  function options(env: NodeJS.ProcessEnv = {}): ResolveOptions {
    const { log, cacheDir } = shop;
    return { log, cacheDir, env: { ...process.env, GOCACHE: objects.cacheDir, GOPROXY: "off", ...env } };
  }

  async function failure(catalog: Awaited<ReturnType<Workshop["catalog"]>>, env: NodeJS.ProcessEnv = {}) {
    try {
      await resolve(catalog, ["hello", "words.yaml"], options(env));
    } catch (error) {
      return String(error);
    }
    return assert.fail("the tool was built, and should not have been");
  }

  it("builds a program from its module, and finds it in the cache the next time, without Go", async () => {
    const catalog = await shop.catalog('println("built here")');
    const { hello } = await resolve(catalog, ["hello"], options());
    assert.equal(hello.source, "built");
    assert.equal(path.basename(hello.path), "hello");
    assert.match(execFileSync("sh", ["-c", `${hello.path} 2>&1`], { encoding: "utf8" }), /built here/);
    const again = await resolve(catalog, ["hello"], options({ PATH: "/nowhere" }));
    assert.deepEqual(again.hello, { path: hello.path, source: "cache", version: "1.2.3" });
  });

  it("builds a program that does not tell its version, also where PATH has one of its name", async () => {
    const { modules } = await shop.catalog();
    const recipe = { version: "1.2.3", module: "hello", package: "local/hello", buildSeconds: 2 };
    const catalog = { modules, tools: { hello: { ...recipe, kind: "unversioned" as const } } };
    const theirs = await shop.fake("bin", "hello", "v1.2.3");
    const PATH = [theirs, process.env["PATH"]].join(path.delimiter);
    const { hello } = await resolve(catalog, ["hello"], options({ PATH }));
    assert.deepEqual([hello.source, path.dirname(hello.path) === theirs], ["built", false]);
    assert.equal((await resolve(catalog, ["hello"], options({ PATH }))).hello.source, "cache");
  });

  it("joins the files of a module to one data file, as YAML documents", async () => {
    const resolved = await resolve(await shop.catalog(), ["words.yaml"], options());
    assert.equal(readFileSync(resolved["words.yaml"].path, "utf8"), "word: one\n---\nword: two\n");
  });

  it("says what it builds, how many remain, and how long it took", async () => {
    await resolve(await shop.catalog(), ["words.yaml", "hello"], options());
    const [plan, first, firstDone, last, lastDone] = shop.lines;
    assert.match(plan ?? "", /2 tools are not at hand and built from source, once: about 2s on two cores/);
    assert.equal(first, "[1/2] hello 1.2.3, 1 more to go ...");
    assert.match(firstDone ?? "", /^\[1\/2\] hello 1\.2\.3, 1 more to go: done in \d+s$/);
    assert.equal(last, "[2/2] words.yaml 1.0.0, the last one ...");
    assert.match(lastDone ?? "", /done in/);
  });

  it("builds anew when a pin changes", async () => {
    const catalog = await shop.catalog();
    const before = await resolve(catalog, ["hello"], options());
    await shop.write(
      "modules/hello/go.sum",
      "example.test/other v1.0.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    );
    const after = await resolve(catalog, ["hello"], options());
    assert.equal(after.hello.source, "built");
    assert.notEqual(after.hello.path, before.hello.path);
  });

  it("shows the end of the log of a failed build, where the log is, and what to do", async () => {
    const message = await failure(await shop.catalog("no such thing"));
    assert.match(message, /hello 1\.2\.3 could not be built: `go build` failed: it ended with exit code 1/);
    assert.match(message, /\| .*main\.go:3:\d+: syntax error/);
    const logPath = message.match(/The whole log: (.*)/)?.[1] ?? "";
    assert.match(readFileSync(logPath, "utf8"), /syntax error/);
    assert.match(message, /What to do: .*Or put hello \(1\.2\.x\) on PATH/);
  });

  it("leaves nothing that could be taken for a tool when a build fails", async () => {
    await failure(await shop.catalog("no such thing"));
    assert.deepEqual(filesNamed(shop.cacheDir, "hello"), []);
  });

  it("tells which Go is needed, and for which tools, when Go is missing", async () => {
    const message = await failure(await shop.catalog(), { PATH: "/nowhere" });
    assert.match(message, /Go was not found on PATH.*hello 1\.2\.3, words\.yaml 1\.0\.0/);
    assert.match(message, /install Go 1\.21\.0 or later/);
  });

  it("names the network as the cause when a module cannot be downloaded", async () => {
    const catalog = await shop.catalog();
    await shop.write(
      "modules/hello/go.mod",
      "module local/hello\n\ngo 1.21\n\nrequire example.test/words v1.0.0\n",
    );
    const env = { ...options({ GOPROXY: "http://127.0.0.1:1", GONOSUMDB: "*" }) };
    await assert.rejects(resolve(catalog, ["words.yaml"], env), /Check the network and GOPROXY/);
  });

  it("never uses a file that a run left half-written, and removes it", async () => {
    const catalog = await shop.catalog();
    const { hello } = await resolve(catalog, ["hello"], options());
    const folder = path.relative(shop.folder, path.dirname(hello.path));
    execFileSync("rm", [hello.path]);
    const half = await shop.write(`${folder}/hello.partial-1`, "half", 0o755);
    const again = await resolve(catalog, ["hello"], options());
    assert.equal(again.hello.source, "built");
    assert.ok(!existsSync(half), "the half-written file is still there");
  });

  it("drops what the builds left behind when asked to, and keeps the tools", async () => {
    const catalog = await shop.catalog();
    const own = { ...options(), env: { ...process.env, GOPROXY: "off", GOCACHE: "", GOMODCACHE: "" } };
    const { hello } = await resolve(catalog, ["hello"], own);
    assert.ok(existsSync(path.join(shop.cacheDir, "go-build")), "the build has no cache of its own");
    await resolve(catalog, ["hello"], { ...own, cleanBuildCache: true });
    assert.deepEqual(readdirSync(shop.cacheDir).sort(), [path.basename(path.dirname(hello.path)), "logs"]);
  });
});

function filesNamed(folder: string, start: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith(start) && !entry.name.endsWith(".log"))
    .map((entry) => entry.name);
}
