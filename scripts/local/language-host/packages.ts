import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** What this host reads of a package.json. */
interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: {
    readonly resource?: boolean;
    readonly name?: string;
    readonly version?: string;
    readonly server?: string;
  };
}

/** A package that is installed for a program. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly manifest: Manifest;
}

/** A provider plugin that a program will ask for. */
export interface RequiredPlugin {
  readonly name: string;
  readonly version: string;
  readonly server: string;
}

/** The packages that the program's package.json names, or, when transitive, all that these need in turn. */
export function installedPackages(programDirectory: string, transitive: boolean): InstalledPackage[] {
  const root = nearestManifest(programDirectory);
  if (root === undefined) return [];
  const { dependencies, devDependencies } = readManifest(root);
  const found = new Map<string, InstalledPackage>();
  const visit = (names: readonly string[], from: string) => {
    for (const name of names) {
      const file = installedManifest(name, from);
      if (file === undefined || found.has(file)) continue;
      const manifest = readManifest(file);
      found.set(file, { name, version: manifest.version ?? "", manifest });
      if (transitive) visit(Object.keys(manifest.dependencies ?? {}), path.dirname(file));
    }
  };
  visit(Object.keys({ ...dependencies, ...devDependencies }), path.dirname(root));
  return [...found.values()];
}

/** Packages say in their package.json which plugin they need; see "pulumi.resource" there. */
export function requiredPlugins(programDirectory: string): RequiredPlugin[] {
  return installedPackages(programDirectory, true).flatMap(({ name, version, manifest: { pulumi } }) =>
    pulumi?.resource
      ? [
          {
            name: pulumi.name ?? name.replace(/^@pulumi\//, ""),
            version: pulumi.version ?? version,
            server: pulumi.server ?? "",
          },
        ]
      : [],
  );
}

function nearestManifest(directory: string): string | undefined {
  const file = path.join(directory, "package.json");
  if (existsSync(file)) return file;
  const parent = path.dirname(directory);
  return parent === directory ? undefined : nearestManifest(parent);
}

/** Not by `require.resolve`: a package may hide its package.json from that with "exports". */
function installedManifest(name: string, from: string): string | undefined {
  const file = path.join(from, "node_modules", name, "package.json");
  if (existsSync(file)) return file;
  const parent = path.dirname(from);
  return parent === from ? undefined : installedManifest(name, parent);
}

function readManifest(file: string): Manifest {
  const parsed: Manifest = JSON.parse(readFileSync(file, "utf8"));
  return parsed;
}
