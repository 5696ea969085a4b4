import { existsSync } from "node:fs";
import path from "node:path";

/** A folder's path in the Git repository that it is in, as URLs have it. Undefined outside of one. */
export function pathInRepository(folder: string): string | undefined {
  const root = rootOf(path.dirname(folder));
  return root === undefined ? undefined : path.relative(root, folder).split(path.sep).join("/");
}

function rootOf(folder: string): string | undefined {
  // A file in a work tree beside the main one.
  if (existsSync(path.join(folder, ".git"))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : rootOf(above);
}
