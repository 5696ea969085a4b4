/** `npm run docs`: writes the pages of documentation that are made from the code. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./config/run-command";
import { pages, pageText } from "./docs/pages";
import { projectRoot } from "./local/plane/folder";

const usage = `Usage: npm run docs

Writes docs/*.md. To be run when components/config or components/rules has changed.`;

runCommand(usage, async () => {
  const folder = path.join(projectRoot, "docs");
  await mkdir(folder, { recursive: true });
  for (const [name, page] of Object.entries(pages)) {
    await writeFile(path.join(folder, name), await pageText(page));
    console.log(`docs/${name}`);
  }
  return 0;
});
