import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { installHost } from "./executable";

describe("language host: what the engine asks beside running programs", function () {
  this.timeout(30_000);
  let folder: string;
  let host: ChildProcess;
  let client: LanguageRuntimeClient;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "language-host-"));
    const PATH = [path.join(folder, "bin"), process.env["PATH"]].join(path.delimiter);
    host = spawn(installHost(path.join(folder, "bin")), ["--logflow", "-v=9", "127.0.0.1:1"], {
      env: { ...process.env, PATH },
    });
    assert.ok(host.stdout);
    const [port] = await once(host.stdout, "data");
    client = new LanguageRuntimeClient(`127.0.0.1:${String(port).trim()}`, credentials.createInsecure());
  });

  afterEach(() => {
    client.close();
    host.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(file: string, content: unknown): void {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
  }

  function program(): language.ProgramInfo {
    const info = new language.ProgramInfo();
    info.setRootDirectory(folder);
    info.setProgramDirectory(path.join(folder, "program"));
    return info;
  }

  it("names the plugins of the program's packages, also of those that packages need in turn", async () => {
    write("package.json", { dependencies: { direct: "1", plain: "1" }, devDependencies: { missing: "1" } });
    write("node_modules/direct/package.json", {
      version: "2.0.0",
      dependencies: { nested: "1" },
      pulumi: { resource: true, name: "one", version: "1.2.3", server: "https://plugins.example" },
    });
    write("node_modules/direct/node_modules/nested/package.json", {
      version: "4.5.6",
      dependencies: { direct: "a cycle" },
      pulumi: { resource: true },
    });
    write("node_modules/plain/package.json", { version: "1.0.0" });
    const request = new language.GetRequiredPackagesRequest();
    request.setInfo(program());
    const packages = await new Promise<language.GetRequiredPackagesResponse>((resolve, reject) =>
      client.getRequiredPackages(request, (error, response) => (error ? reject(error) : resolve(response))),
    );
    assert.deepEqual(
      packages
        .getPackagesList()
        .map((one) => [one.getKind(), one.getName(), one.getVersion(), one.getServer()]),
      [
        ["resource", "one", "1.2.3", "https://plugins.example"],
        ["resource", "nested", "4.5.6", ""],
      ],
    );
  });

  it("installs dependencies with npm, and passes its words on", async () => {
    fakeNpm("echo installing in $PWD with $*; echo careful >&2");
    const { stdout, stderr, error } = await install();
    assert.equal(stdout, `installing in ${path.join(folder, "program")} with install\n`);
    assert.equal(stderr, "careful\n");
    assert.equal(error, undefined);
  });

  it("tells the exit code of an install that failed", async () => {
    fakeNpm("exit 3");
    const { error } = await install();
    assert.match(error ?? "", /`npm install` in .*program ended with exit code 3/);
  });

  it("ends when it is told to", async () => {
    host.kill("SIGTERM");
    await once(host, "close");
    assert.equal(host.exitCode, 0);
  });

  function fakeNpm(script: string): void {
    mkdirSync(path.join(folder, "program"));
    write("bin/npm", `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, "bin/npm"), 0o755);
  }

  async function install(): Promise<{ stdout: string; stderr: string; error: string | undefined }> {
    const request = new language.InstallDependenciesRequest();
    request.setInfo(program());
    const heard = { stdout: "", stderr: "", error: undefined as string | undefined };
    const stream = client.installDependencies(request);
    stream.on("data", (message: language.InstallDependenciesResponse) => {
      heard.stdout += Buffer.from(message.getStdout_asU8()).toString();
      heard.stderr += Buffer.from(message.getStderr_asU8()).toString();
    });
    stream.on("error", (error) => (heard.error = error.message));
    await new Promise((resolve) => stream.once("close", resolve));
    return heard;
  }
});
