import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { prometheusPrograms } from "../../../../scripts/local/toolchain/prometheus-programs";
import { resolve } from "../../../../scripts/local/toolchain/resolve";
import type { Catalog, ResolveOptions } from "../../../../scripts/local/toolchain/resolved";
import type { PackagedProgram } from "../../../../scripts/local/toolchain/tools";
import { Workshop } from "./workshop";

describe("toolchain: programs out of Debian's packages", function () {
  this.timeout(120_000);
  let shop: Workshop;
  beforeEach(() => (shop = new Workshop()));
  afterEach(() => shop.dispose());

  /** Two programs of one package. */
  const catalog: Catalog<"server" | "client"> = {
    tools: { server: packaged("usr/bin/server"), client: packaged("usr/bin/client") },
    modules: "/nowhere",
  };

  function packaged(file: string): PackagedProgram {
    return {
      kind: "debian",
      package: "duo",
      file,
      home: "https://example.test/duo",
      accepts: ">=2.40.0 <4",
      versionArgs: ["--version"],
    };
  }

  function options(folder = "fake"): ResolveOptions {
    const { log, cacheDir } = shop;
    // The scripts that stand in for Debian's tools need a shell and its like.
    const PATH = [path.join(shop.folder, folder), "/bin"].join(path.delimiter);
    return { log, cacheDir, env: { PATH } };
  }

  /**
   * An `apt-get` that fetches an empty file, after it has run `first`; and a `dpkg-deb` that unpacks two programs of this
   * version. Each writes down what it was called with.
   */
  async function fakeDebian({ version = "2.42.0", first = "", unpacking = "" }): Promise<void> {
    const note = (name: string) => `echo "${name} $*" >> ${shop.folder}/calls`;
    const last = "for last; do :; done";
    await shop.write(
      "fake/apt-get",
      [
        "#!/bin/sh",
        note("apt-get"),
        last,
        first,
        `[ $last = update ] || : > "$last"_2.42.0_amd64.deb`,
        "",
      ].join("\n"),
      0o755,
    );
    const program = `printf '#!/bin/sh\\necho duo, version ${version}+ds >&2\\n'`;
    await shop.write(
      "fake/dpkg-deb",
      [
        "#!/bin/sh",
        note("dpkg-deb"),
        last,
        unpacking,
        "mkdir -p $last/usr/bin",
        `for name in server client; do ${program} > $last/usr/bin/$name; chmod +x $last/usr/bin/$name; done`,
        "",
      ].join("\n"),
      0o755,
    );
  }

  function calls(program: string): string[] {
    const file = path.join(shop.folder, "calls");
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    return lines.filter((line) => line.startsWith(program));
  }

  async function failure(folder?: string): Promise<string> {
    try {
      await resolve(catalog, ["server", "client"], options(folder));
    } catch (error) {
      return String(error);
    }
    return assert.fail("the tools were had, and should not have been");
  }

  /** Whatever in the cache could be taken for a tool, or is left of an attempt. */
  function remains(): string[] {
    return readdirSync(shop.cacheDir, { recursive: true, encoding: "utf8" }).filter((entry) =>
      /(server|client)$|partial|lock/.test(entry),
    );
  }

  it("downloads the package once, unpacks both programs, and finds them in the cache the next time", async () => {
    await fakeDebian({});
    const { server, client } = await resolve(catalog, ["server", "client"], options());
    assert.deepEqual([server.source, client.source], ["unpacked", "unpacked"]);
    assert.deepEqual(
      [server, client].map((tool) => path.basename(tool.path)),
      ["server", "client"],
    );
    assert.deepEqual(calls("apt-get"), ["apt-get -q download duo"]);
    assert.equal(calls("dpkg-deb").length, 2);
    const again = await resolve(catalog, ["server"], options("nowhere"));
    assert.deepEqual(again.server, { path: server.path, source: "cache" });
  });

  it("takes the one on PATH first, which may print its version to either stream", async () => {
    await fakeDebian({});
    await shop.write("fake/server", "#!/bin/sh\necho 'server, version 2.40.1+ds' >&2\n", 0o755);
    const { server } = await resolve(catalog, ["server"], options());
    assert.deepEqual([server.source, server.version], ["PATH", "2.40.1"]);
    assert.deepEqual(calls("apt-get"), []);
  });

  it("passes over an old one on PATH, says why, and unpacks another", async () => {
    await fakeDebian({});
    await shop.fake("fake", "server", "server, version 2.31.2");
    const { server } = await resolve(catalog, ["server"], options());
    assert.equal(server.source, "unpacked");
    assert.match(shop.said, /fake\/server is passed over: it is 2\.31\.2, and >=2\.40\.0 <4 is needed/);
  });

  it("says what it does, and that nothing is installed", async () => {
    await fakeDebian({});
    await resolve(catalog, ["client", "server"], options());
    const [plan, first, , last] = shop.lines;
    assert.equal(
      plan,
      "2 tools are not at hand and taken out of Debian's packages, once; nothing is installed.",
    );
    assert.deepEqual(
      [first, last],
      ["[1/2] server from Debian, 1 more to go ...", "[2/2] client from Debian, the last one ..."],
    );
  });

  it("takes lists of its own where the system has none", async () => {
    await fakeDebian({ first: `case "$*" in *Dir::State*) ;; *) echo "E: no lists"; exit 100;; esac` });
    const { server } = await resolve(catalog, ["server"], options());
    assert.equal(server.source, "unpacked");
    const own = /-o Dir::State=(\S+)\/state -o Dir::Cache=\1\/cache/;
    const [system, update, download] = calls("apt-get");
    assert.equal(system, "apt-get -q download duo");
    assert.match(update ?? "", new RegExp(`${own.source} update$`));
    assert.match(download ?? "", new RegExp(`${own.source} download duo$`));
    assert.deepEqual(remains(), [path.relative(shop.cacheDir, server.path)]);
  });

  const broken: readonly { what: string; debian: Parameters<typeof fakeDebian>[0]; says: RegExp }[] = [
    {
      what: "the download fails",
      debian: { first: `echo "E: Unable to locate package duo" >&2; exit 100` },
      says: /server could not be taken out of Debian's package duo: `apt-get` failed: it ended with exit code 100\.[^]*\| E: Unable to locate package duo\n/,
    },
    {
      what: "the package is broken",
      debian: { unpacking: `echo "dpkg-deb: error: not a Debian format archive"; exit 2` },
      says: /`dpkg-deb` failed: it ended with exit code 2\.[^]*\| dpkg-deb: error: not a Debian format archive\n/,
    },
    {
      what: "the program is not in the package",
      debian: { unpacking: "exit 0" },
      says: /server out of Debian's package duo will not do: it has no usr\/bin\/server/,
    },
    {
      what: "the package's version is too old",
      debian: { version: "2.31.2" },
      says: /server out of Debian's package duo will not do: it is 2\.31\.2, and >=2\.40\.0 <4 is needed/,
    },
  ];
  for (const { what, debian, says } of broken) {
    it(`says why, what to do, and leaves nothing behind when ${what}`, async () => {
      await fakeDebian(debian);
      const message = await failure();
      assert.match(message, says);
      assert.match(message, /[Ii]nstall server \(>=2\.40\.0 <4\) and put it on PATH/);
      assert.match(message, /apt-get install duo\. Elsewhere: https:\/\/example\.test\/duo\.$/);
      assert.deepEqual(remains(), []);
    });
  }

  it("tries with a new download after a package that would not do", async () => {
    await fakeDebian({ version: "2.31.2" });
    await failure();
    await fakeDebian({ version: "3.5.0" });
    assert.equal((await resolve(catalog, ["server"], options())).server.source, "unpacked");
    assert.equal(calls("apt-get").length, 2);
  });

  it("says what to install where there is no Debian, before anything is built", async () => {
    const nowhere = { PATH: path.join(shop.folder, "nowhere") };
    const { hello, ...others } = (await shop.catalog()).tools;
    const mixed = {
      tools: { hello, ...others, ...catalog.tools },
      modules: path.join(shop.folder, "modules"),
    };
    const { log, cacheDir } = shop;
    await assert.rejects(
      resolve(mixed, ["hello", "server", "client"], { log, cacheDir, env: nowhere }),
      (error: Error) => {
        assert.equal(
          error.message,
          "apt-get and dpkg-deb were not found on PATH, and these tools are neither on PATH nor in the cache: server, client.\n" +
            "What to do: install server (>=2.40.0 <4) and client (>=2.40.0 <4) and put them on PATH: they are then used as they are. " +
            "On Debian and Ubuntu: apt-get install duo. Elsewhere: https://example.test/duo.",
        );
        return true;
      },
    );
    assert.deepEqual(shop.lines, []);
  });

  it("drops the packages with all else that builds leave behind, and keeps the programs", async () => {
    await fakeDebian({});
    const { server } = await resolve(catalog, ["server"], { ...options(), cleanBuildCache: true });
    assert.ok(existsSync(server.path), "the program is gone");
    assert.ok(!existsSync(path.join(shop.cacheDir, "debian")), "the package is still there");
  });

  // Elsewhere there is nothing to see.
  if (existsSync("/usr/bin/apt-get"))
    it("unpacks the real Prometheus", async () => {
      const names = Object.keys(prometheusPrograms);
      const folder = path.join(shop.folder, "all-but-these");
      await mkdir(folder);
      for (const program of readdirSync("/usr/bin")) {
        if (!names.includes(program)) symlinkSync(path.join("/usr/bin", program), path.join(folder, program));
      }
      const { log, cacheDir } = shop;
      const resolved = await resolve(
        { tools: prometheusPrograms, modules: "/nowhere" },
        ["prometheus", "promtool"],
        { log, cacheDir, env: { ...process.env, PATH: folder, KUBEBUILDER_ASSETS: "" } },
      );
      for (const tool of Object.values(resolved)) {
        assert.equal(tool.source, "unpacked");
        const printed = execFileSync("sh", ["-c", `${tool.path} --version 2>&1`], { encoding: "utf8" });
        assert.match(printed, new RegExp(`^${path.basename(tool.path)}, version \\d`));
      }
    });
});
