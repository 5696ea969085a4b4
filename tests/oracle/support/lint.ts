import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import type { Manifest } from "../../../components/manifests";
import { resolveTools } from "../../../scripts/local/toolchain";

/** The words with which `kubectl argo rollouts lint` refuses the objects, or undefined when it does not. */
export type Verdict = string | undefined;

/**
 * One process per list of objects: lint stops at the first document that it cannot read, and does not say which Rollout a
 * complaint is about. Answers come in the order of the lists.
 */
export async function lintEach(lists: readonly (readonly Manifest[])[]): Promise<Verdict[]> {
  const tool = (await resolveTools(["kubectl-argo-rollouts"]))["kubectl-argo-rollouts"].path;
  const folder = await mkdtemp(path.join(tmpdir(), "progressive-delivery-lint-"));
  const verdicts: Verdict[] = [];
  const queue = lists.entries();
  const worker = async () => {
    for (const [index, objects] of queue) {
      const file = path.join(folder, `${String(index)}.yaml`);
      // JSON is YAML.
      await writeFile(file, objects.map((object) => JSON.stringify(object)).join("\n---\n"));
      verdicts[index] = await lint(tool, file);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return verdicts;
}

function lint(tool: string, file: string): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    execFile(tool, ["lint", "--filename", file], (error, _stdout, stderr) => {
      if (error === null) resolve(undefined);
      else if (error.code === 1) resolve(stderr.trim());
      else reject(error);
    });
  });
}
