import { readdirSync } from "node:fs";
import path from "node:path";

/** Folders of tests/ in the order in which they run: what is wrong in a pure function is known in seconds. */
const order = ["components", "stacks", ".", "scripts", "oracle", "e2e"];

/** All test files of a project, in the order in which they run. A folder that is not known here comes last, and is not forgotten. */
export function testFiles(project: string): string[] {
  const names = readdirSync(path.join(project, "tests"), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".test.ts")).sort();
  return order
    .map((folder) => files.filter((name) => folderOf(name) === folder))
    .concat(files.filter((name) => !order.includes(folderOf(name))))
    .flat()
    .map((name) => path.join("tests", name));
}

function folderOf(name: string): string {
  const [folder = ""] = path.dirname(name).split(path.sep);
  return folder;
}
