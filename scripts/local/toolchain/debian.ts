import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import type { BuildOrder } from "./build";
import { fileExists, writeWhole } from "./cache";
import { packageFailed, packageUnfit } from "./failure";
import { isExecutable, judge, versionOf } from "./locate";
import { runLogged } from "./logged";
import type { Task } from "./progress";
import type { PackagedProgram } from "./tools";

/** Whether this is a Debian, or one of its children. */
export async function hasDebianTools(env: NodeJS.ProcessEnv): Promise<boolean> {
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const onPath = async (program: string) =>
    (await Promise.all(folders.map((folder) => isExecutable(path.join(folder, program))))).includes(true);
  return (await onPath("apt-get")) && (await onPath("dpkg-deb"));
}

/** Downloaded packages: two programs of one package need one download. */
export function packageCache(cacheDir: string): string {
  return path.join(cacheDir, "debian");
}

/** Remove downloaded packages; what was taken out of them stays. */
export async function dropPackages(cacheDir: string): Promise<void> {
  await rm(packageCache(cacheDir), { recursive: true, force: true });
}

/** Take a program out of its package. Nothing is installed: it needs no root, starts no service, and leaves apt as it was. */
export async function unpack(
  order: BuildOrder,
  program: PackagedProgram,
  output: string,
  task: Task,
): Promise<void> {
  const packageFile = path.join(order.packages, `${program.package}.deb`);
  if (!(await fileExists(packageFile))) {
    await writeWhole(packageFile, (partial) => download(order, program, partial, task));
  }
  await inFolderBeside(output, async (folder) => {
    await step(order, program, ["dpkg-deb", "-x", packageFile, folder], folder, task);
    const file = path.join(folder, program.file);
    const reason = await whyUnfit(file, program, order.env);
    if (reason === undefined) return rename(file, output);
    await rm(packageFile); // else it would still be there after an upgrade of the system
    throw packageUnfit(order.name, program, reason);
  });
}

async function whyUnfit(
  file: string,
  program: PackagedProgram,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (!(await isExecutable(file))) return `it has no ${program.file}`;
  const verdict = judge(await versionOf(file, program.versionArgs, env), program.accepts);
  return "reason" in verdict ? verdict.reason : undefined;
}

/**
 * With the system's lists of packages. Where these are missing (images of containers come without) or out of date, once more
 * with lists of our own from the same sources: to write the system's would need root.
 */
async function download(
  order: BuildOrder,
  program: PackagedProgram,
  output: string,
  task: Task,
): Promise<void> {
  await inFolderBeside(output, async (folder) => {
    const get = ["download", program.package];
    if ((await attempt(order, ["apt-get", "-q", ...get], folder, task)) !== undefined) {
      const own = await ownLists(folder);
      await step(order, program, ["apt-get", "-q", ...own, "update"], folder, task);
      await step(order, program, ["apt-get", "-q", ...own, ...get], folder, task);
    }
    const files = (await readdir(folder)).filter((entry) => entry.endsWith(".deb"));
    for (const file of files) await rename(path.join(folder, file), output);
  });
}

/** Options that give apt a state of its own. It makes no folders in one that is new. */
async function ownLists(folder: string): Promise<string[]> {
  const [state, cache] = [path.join(folder, "state"), path.join(folder, "cache")];
  await mkdir(path.join(state, "lists", "partial"), { recursive: true });
  await mkdir(path.join(cache, "archives", "partial"), { recursive: true });
  return ["-o", `Dir::State=${state}`, "-o", `Dir::Cache=${cache}`];
}

async function inFolderBeside(file: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(path.dirname(file), "unpack.partial-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Command = readonly [program: string, ...args: string[]];

function attempt({ env, logPath }: BuildOrder, [command, ...args]: Command, cwd: string, task: Task) {
  return runLogged({ command, args, cwd, env, logPath, onLine: (line) => task.note(line) });
}

async function step(
  order: BuildOrder,
  program: PackagedProgram,
  command: Command,
  cwd: string,
  task: Task,
): Promise<void> {
  const ending = await attempt(order, command, cwd, task);
  if (ending === undefined) return;
  const what = `\`${command[0]}\` failed: ${ending}`;
  const log = await readFile(order.logPath, "utf8");
  throw packageFailed({ name: order.name, tool: program, what, log, logPath: order.logPath });
}
