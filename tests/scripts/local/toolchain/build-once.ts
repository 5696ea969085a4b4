import { resolve } from "../../../../scripts/local/toolchain/resolve";
import type { Catalog } from "../../../../scripts/local/toolchain/resolved";

// A process of its own that resolves the tools of a catalog: node build-once.ts <catalog as JSON> <cache folder>
async function main(catalog: Catalog<"hello">, cacheDir: string): Promise<void> {
  const { hello } = await resolve(catalog, ["hello"], { cacheDir, log: (line) => console.log(line) });
  console.log(`result: ${hello.source} ${hello.path}`);
}

const [catalog = "", cacheDir = ""] = process.argv.slice(2);
void main(JSON.parse(catalog), cacheDir);
