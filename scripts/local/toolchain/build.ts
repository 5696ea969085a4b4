import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { writeWhole } from "./cache";
import { buildFailed } from "./failure";
import { runLogged } from "./logged";
import type { Task } from "./progress";
import type { DataFile, Program, Tool } from "./tools";

/** What a build needs to know. */
export interface BuildOrder {
  readonly name: string;
  readonly tool: Tool;
  readonly moduleDir: string;
  /** The tool's place in the cache. */
  readonly target: string;
  readonly logPath: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Make a tool from its Go module. The target appears whole or not at all. */
export async function build(order: BuildOrder, task: Task): Promise<void> {
  const { tool } = order;
  await writeWhole(order.target, async (partial) => {
    if (tool.kind === "program") await compile(order, tool, partial, task);
    else await collect(order, tool, partial, task);
  });
}

async function compile(order: BuildOrder, program: Program, output: string, task: Task): Promise<void> {
  const ldflags = ["-s -w", program.ldflags].filter(Boolean).join(" ");
  await go(order, ["build", "-trimpath", "-ldflags", ldflags, "-o", output, program.package], task);
}

async function collect(order: BuildOrder, data: DataFile, output: string, task: Task): Promise<void> {
  await go(order, ["mod", "download", data.from], task);
  const folder = (await go(order, ["list", "-m", "-f", "{{.Dir}}", data.from], task)).at(-1) ?? "";
  const documents = await Promise.all(data.files.map((file) => readFile(path.join(folder, file), "utf8")));
  await writeFile(output, documents.map((text) => text.trimEnd() + "\n").join("---\n"));
}

async function go(order: BuildOrder, args: readonly string[], task: Task): Promise<string[]> {
  const { moduleDir: cwd, env, logPath, name, tool } = order;
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
