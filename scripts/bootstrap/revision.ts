import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { LoadError } from "../config/load-error";

const run = promisify(execFile);

/** Calls `work` with a copy of a folder as it was at a git revision. Throws a `LoadError` where there is none. */
export async function atRevision<T>(
  folder: string,
  revision: string,
  work: (folder: string) => Promise<T> | T,
): Promise<T> {
  const copy = await mkdtemp(path.join(tmpdir(), "progressive-delivery-revision-"));
  try {
    const top = (await git(folder, "rev-parse", "--show-toplevel")).trim();
    const archive = path.join(copy, "archive.tar");
    await git(top, "archive", "--format=tar", `--output=${archive}`, revision);
    await run("tar", ["-xf", archive, "-C", copy]);
    return await work(path.join(copy, path.relative(realpathSync(top), realpathSync(folder))));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function git(folder: string, ...args: string[]): Promise<string> {
  try {
    return (await run("git", ["-C", folder, ...args])).stdout;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new LoadError(`git ${args[0] ?? ""} in ${folder}: ${said}`);
  }
}
