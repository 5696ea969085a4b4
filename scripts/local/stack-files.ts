import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { load } from "js-yaml";

const salt = /^encryptionsalt: .*\n?/m;

/**
 * Runs work during which Pulumi may write the salt of the plane's passphrase into the project's stack files, and takes it
 * out again: a salt that is left there would make every other backend and passphrase refuse the file. On the plane it is
 * not missed, since the state knows it too. Other changes to the files stay.
 */
export async function withoutLocalSalt<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = await readStackFiles(folder);
  try {
    return await work();
  } finally {
    const after = await readStackFiles(folder);
    for (const [file, text] of after) {
      const restored = restore(before.get(file), text);
      if (restored !== text) await writeFile(file, restored);
    }
  }
}

function restore(before: string | undefined, after: string): string {
  if (before === undefined || salt.test(before) || !salt.test(after)) return after;
  const cleaned = after.replace(salt, "");
  // Pulumi also lays out anew what it did not change.
  return isDeepStrictEqual(load(before), load(cleaned)) ? before : cleaned;
}

async function readStackFiles(folder: string): Promise<Map<string, string>> {
  const files = (await readdir(folder)).filter((name) => /^Pulumi\..+\.yaml$/.test(name));
  const paths = files.map((name) => path.join(folder, name));
  return new Map(
    await Promise.all(
      paths.map(async (file): Promise<[string, string]> => [file, await readFile(file, "utf8")]),
    ),
  );
}
