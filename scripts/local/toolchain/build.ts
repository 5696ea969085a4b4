import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { writeWhole } from "./cache";
import { unpack } from "./debian";
import { buildFailed } from "./failure";
import { runLogged } from "./logged";
import type { Task } from "./progress";
import type { DataFile, GoProgram, GoTool, Tool } from "./tools";

/** What a build needs to know. */
export interface BuildOrder {
  readonly name: string;
  readonly tool: Tool;
  /** Folder of the pinned Go modules. */
  readonly modules: string;
  /** Folder of downloaded Debian packages. */
  readonly packages: string;
  /** The tool's place in the cache. */
  readonly target: string;
  readonly logPath: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Make a tool from its Go module, or take it out of its package. The target appears whole or not at all. */
export async function build(order: BuildOrder, task: Task): Promise<void> {
  await writeWhole(order.target, (partial) => make(order, partial, task));
}

function make(order: BuildOrder, output: string, task: Task): Promise<void> {
  const { tool } = order;
  switch (tool.kind) {
    case "program":
    case "unversioned":
      return compile(order, tool, output, task);
    case "data":
      return collect(order, tool, output, task);
    case "debian":
      return unpack(order, tool, output, task);
  }
}

async function compile(order: BuildOrder, program: GoProgram, output: string, task: Task): Promise<void> {
  const ldflags = ["-s -w", program.ldflags].filter(Boolean).join(" ");
  await go(order, program, ["build", "-trimpath", "-ldflags", ldflags, "-o", output, program.package], task);
}

async function collect(order: BuildOrder, data: DataFile, output: string, task: Task): Promise<void> {
  await go(order, data, ["mod", "download", data.from], task);
  const folder = (await go(order, data, ["list", "-m", "-f", "{{.Dir}}", data.from], task)).at(-1) ?? "";
  const documents = await Promise.all(data.files.map((file) => readFile(path.join(folder, file), "utf8")));
  await writeFile(output, documents.map((text) => text.trimEnd() + "\n").join("---\n"));
}

async function go(order: BuildOrder, tool: GoTool, args: readonly string[], task: Task): Promise<string[]> {
  const { env, logPath, modules, name } = order;
  const cwd = path.join(modules, tool.module);
  const lines: string[] = [];
  const onLine = (line: string) => {
    lines.push(line);
    task.note(line);
  };
  const ending = await runLogged({ command: "go", args, cwd, env, logPath, onLine });
  if (ending === undefined) return lines;
  throw buildFailed({
    tool: `${name} ${tool.version}`,
    what: `\`go ${args.slice(0, 2).filter(isWord).join(" ")}\` failed: ${ending}`,
    log: await readFile(logPath, "utf8"),
    logPath,
    insteadOf:
      tool.kind === "program" ? `Or put ${name} (${tool.accepts}) on PATH: it is then used as it is.` : "",
  });
}

function isWord(argument: string): boolean {
  return !argument.startsWith("-");
}
