/** `npm run schema`: writes the JSON Schemas of the files that people write, for their editors. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { readProject } from "./config/project";
import { projectRoot } from "./local/plane/folder";
import { runCommand } from "./config/run-command";
import { schemaFiles, schemaText } from "./schema/files";

const usage = `Usage: npm run schema

Writes schemas/*.schema.json. To be run when components/config has changed.`;

runCommand(usage, async () => {
  const folder = path.join(projectRoot, "schemas");
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries(schemaFiles(readProject(projectRoot).name))) {
    await writeFile(path.join(folder, name), await schemaText(schema));
    console.log(`schemas/${name}`);
  }
  return 0;
});
