/** A tool could not be had. The message tells which, why, and what to do. */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
}

/** Lines of a build's log that are worth showing: Go prints what went wrong last. */
const TAIL_LINES = 20;

/** What a line in the log of a failed build means for the person who reads it. */
const REMEDIES: readonly { readonly sign: RegExp; readonly remedy: (match: RegExpMatchArray) => string }[] = [
  {
    sign: /requires go >= (\d[\d.]*)/,
    remedy: ([, version = ""]) =>
      `Install Go ${version} or later (https://go.dev/dl), or let Go fetch it: GOTOOLCHAIN=auto.`,
  },
  {
    sign: /missing go\.sum entry|checksum mismatch|updates to go\.mod needed/,
    remedy: () =>
      "The module is not what this project pins. Check GOPROXY, then run again with --clean-build-cache.",
  },
  {
    sign: /no space left on device/,
    remedy: () =>
      "Free some disk space (all builds together need about 12 GB), then run again; --clean-build-cache drops it afterwards.",
  },
  {
    sign: /no such host|dial tcp|i\/o timeout|connection re(?:fused|set)|TLS handshake|proxyconnect|module lookup disabled/,
    remedy: () => "The Go modules could not be downloaded. Check the network and GOPROXY, then run again.",
  },
  {
    sign: /signal: killed|cannot allocate memory/,
    remedy: () =>
      "The compiler was killed, most likely for want of memory (4 GB are enough). Free some, then run again.",
  },
];

export interface FailedBuild {
  /** Name and version. */
  readonly tool: string;
  /** The command that failed, and how it ended. */
  readonly what: string;
  readonly log: string;
  readonly logPath: string;
  /** How to do without the build. */
  readonly insteadOf: string;
}

/** The error for a build that failed: the end of its log, where the rest is, and the way out. */
export function buildFailed({ tool, what, log, logPath, insteadOf }: FailedBuild): ToolchainError {
  const tail = log.trimEnd().split("\n").slice(-TAIL_LINES);
  return new ToolchainError(
    [
      `${tool} could not be built: ${what}. The last lines of its log:`,
      ...tail.map((line) => `  | ${line}`),
      `The whole log: ${logPath}`,
      `What to do: ${remedyFor(log)} ${insteadOf}`,
    ].join("\n"),
  );
}

function remedyFor(log: string): string {
  for (const { sign, remedy } of REMEDIES) {
    const match = log.match(sign);
    if (match) return remedy(match);
  }
  return "Read the log and run again.";
}

/** The error for a machine without Go. */
export function goMissing(tools: readonly string[], goVersion: string): ToolchainError {
  return new ToolchainError(
    [
      `Go was not found on PATH, and these tools are neither on PATH nor in the cache: ${tools.join(", ")}.`,
      `What to do: install Go ${goVersion} or later (https://go.dev/dl) and run again: the tools are then built, once.`,
      "Or put these tools on PATH: they are then used as they are.",
    ].join("\n"),
  );
}
