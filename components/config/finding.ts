export type Severity = "error" | "warning";

/** What is wrong at one place of the config, and the way out. */
export interface Finding {
  /** Id of the rule that found it; `schema` for a value of the wrong shape. */
  readonly rule: string;
  readonly severity: Severity;
  readonly path: Path;
  /** What is wrong, with the value. A sentence without the path. */
  readonly reason: string;
  /** How to put it right. */
  readonly hint?: string;
}

export type Path = readonly (string | number)[];

const identifier = /^[A-Za-z_][\w-]*$/;

/** `["services", "pay", "steps", 2]` -> `services.pay.steps[2]`. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      // A file that could not be read, or a key of the config.
      if (index === 0) return String(part);
      if (typeof part === "number") return `[${part}]`;
      return identifier.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
    })
    .join("");
}

/** One line: `path: reason hint`. */
export function formatFinding(finding: Finding): string {
  const sentences = [finding.reason, finding.hint].filter((sentence) => sentence !== undefined);
  return `${formatPath(finding.path)}: ${sentences.join(" ")}`;
}

/** By path, list positions by number, so that a reader walks the file from top to bottom. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => comparePaths(a.path, b.path));
}

function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareParts(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareParts(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}

/** The config cannot be used. Thrown once, with everything that is wrong, before any resource is registered. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const sorted = sortFindings(findings);
    const count = sorted.length === 1 ? "1 error" : `${sorted.length} errors`;
    super(
      [`${count} in the config, nothing was changed:`, ...sorted.map((f) => `  ${formatFinding(f)}`)].join(
        "\n",
      ),
    );
    this.findings = sorted;
  }
}
