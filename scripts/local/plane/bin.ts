import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot, type PlaneFolder } from "./folder";
import { manifestPath, manifests } from "./manifests";
import { officialKubernetesProvider, officialLanguageHost } from "./official";
import type { PlaneTool } from "./part";
import { shellQuote } from "./shell";
import { nodeCommand } from "./typescript";

/** A program of Pulumi's that need not be on a machine, and what then stands in for it. */
interface Plugin {
  readonly name: string;
  official(context: { pulumi: string; env: NodeJS.ProcessEnv }): string | undefined;
  readonly standIn: string;
}

const plugins: readonly Plugin[] = [
  {
    name: "pulumi-language-nodejs",
    official: officialLanguageHost,
    standIn: join(projectRoot, "scripts", "local", "language-host", "main.ts"),
  },
  {
    name: "pulumi-resource-kubernetes",
    official: officialKubernetesProvider,
    standIn: join(projectRoot, "scripts", "local", "provider", "main.ts"),
  },
];

/** Fills the folder that comes first on PATH, and says which plugins are official and which are stand-ins. */
export function installBin(
  folder: PlaneFolder,
  tools: Readonly<Record<PlaneTool, string>>,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): void {
  mkdirSync(folder.bin, { recursive: true });
  link(tools.pulumi, join(folder.bin, "pulumi"));
  link(tools["kubectl-argo-rollouts"], join(folder.bin, "kubectl-argo-rollouts"));
  for (const { tool } of manifests) link(tools[tool], manifestPath(folder, tool));
  for (const { name, official, standIn } of plugins) {
    const path = join(folder.bin, name);
    const found = official({ pulumi: tools.pulumi, env });
    if (found === undefined) writeShim(path, standIn);
    else link(found, path);
    log(
      found === undefined ? `${name}: the stand-in of this project` : `${name}: the official one, ${found}`,
    );
  }
}

function link(target: string, path: string): void {
  const real = realpathSync(target);
  rmSync(path, { force: true });
  symlinkSync(real, path);
}

function writeShim(path: string, main: string): void {
  rmSync(path, { force: true });
  const [, ...words] = nodeCommand(main);
  writeFileSync(path, `#!/bin/sh\nexec node ${words.map(shellQuote).join(" ")} "$@"\n`, { mode: 0o755 });
}
