import { mkdtempSync, rmSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Catalog } from "../../../../scripts/local/toolchain/resolved";
import type { DataFile, Program } from "../../../../scripts/local/toolchain/tools";

/** A temp folder with a Go module of one tiny program and one data file, and a cache folder of its own. */
export class Workshop {
  readonly folder = mkdtempSync(path.join(tmpdir(), "toolchain-"));
  readonly cacheDir = path.join(this.folder, "cache");
  readonly lines: string[] = [];
  readonly log = (line: string): void => void this.lines.push(line);

  get said(): string {
    return this.lines.join("\n");
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Write a file below the folder; returns its path. */
  async write(file: string, text: string, mode = 0o644): Promise<string> {
    const target = path.join(this.folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
    await chmod(target, mode);
    return target;
  }

  /** A program on a PATH of its own that prints this when asked for its version. Returns its folder. */
  async fake(folder: string, name: string, prints: string): Promise<string> {
    return path.dirname(await this.write(`${folder}/${name}`, `#!/bin/sh\necho '${prints}'\n`, 0o755));
  }

  /** The module of the tools "hello" and "words.yaml"; `body` is the program's main function. */
  async catalog(body = 'println("hello")'): Promise<Catalog<"hello" | "words.yaml">> {
    const data = "example.test/words";
    await this.write(
      "modules/hello/go.mod",
      `module local/hello\n\ngo 1.21\n\nrequire ${data} v1.0.0\n\nreplace ${data} => ./words\n`,
    );
    await this.write("modules/hello/main.go", `package main\n\nfunc main() { ${body} }\n`);
    await this.write("modules/hello/words/go.mod", `module ${data}\n\ngo 1.21\n`);
    await this.write("modules/hello/words/one.yaml", "word: one\n\n");
    await this.write("modules/hello/words/two.yaml", "word: two");
    return { tools: { hello, "words.yaml": words }, modules: path.join(this.folder, "modules") };
  }
}

const hello: Program = {
  kind: "program",
  version: "1.2.3",
  module: "hello",
  package: "local/hello",
  accepts: "1.2.x",
  versionArgs: ["--version"],
  buildSeconds: 2,
};

const words: DataFile = {
  kind: "data",
  version: "1.0.0",
  module: "hello",
  from: "example.test/words",
  files: ["one.yaml", "two.yaml"],
};
