/** `npm run docs`: writes the pages of documentation that are made from the code. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./config/run-command";
import { drawings, pages, pageText } from "./docs/pages";
import { projectRoot } from "./local/plane/folder";

const usage = `Usage: npm run docs

Writes docs/*.md and docs/*.svg. To be run when components/config, components/rules or docs/sizing.json has changed.`;

runCommand(usage, async () => {
  const folder = path.join(projectRoot, "docs");
  await mkdir(folder, { recursive: true });
  for (const [name, page] of Object.entries(pages)) {
    await writeFile(path.join(folder, name), await pageText(page));
    console.log(`docs/${name}`);
  }
  for (const [name, draw] of Object.entries(drawings)) {
    await writeFile(path.join(folder, name), draw());
    console.log(`docs/${name}`);
  }
  return 0;
});
