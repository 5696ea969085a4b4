import type { PackagedProgram } from "./tools";

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
  return new ToolchainError(
    [
      `${tool} could not be built: ${what}. The last lines of its log:`,
      ...tailOf(log, logPath),
      `What to do: ${remedyFor(log)} ${insteadOf}`,
    ].join("\n"),
  );
}

function tailOf(log: string, logPath: string): string[] {
  const tail = log.trimEnd().split("\n").slice(-TAIL_LINES);
  return [...tail.map((line) => `  | ${line}`), `The whole log: ${logPath}`];
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

export interface FailedPackage {
  readonly name: string;
  readonly tool: PackagedProgram;
  /** The command that failed, and how it ended. */
  readonly what: string;
  readonly log: string;
  readonly logPath: string;
}

/** The error for a Debian package that could not be fetched or unpacked. */
export function packageFailed({ name, tool, what, log, logPath }: FailedPackage): ToolchainError {
  return new ToolchainError(
    [
      `${name} could not be taken out of Debian's package ${tool.package}: ${what}. The last lines of its log:`,
      ...tailOf(log, logPath),
      "What to do: check the network, the free disk space and the package sources in /etc/apt, then run again.",
      `Or ${byHand([[name, tool]])}`,
    ].join("\n"),
  );
}

/** The error for a Debian package whose program will not do. */
export function packageUnfit(name: string, tool: PackagedProgram, reason: string): ToolchainError {
  return new ToolchainError(
    [
      `${name} out of Debian's package ${tool.package} will not do: ${reason}.`,
      `What to do: ${byHand([[name, tool]])}`,
    ].join("\n"),
  );
}

/** The error for a machine that has no Debian packages. */
export function debianMissing(tools: readonly (readonly [string, PackagedProgram])[]): ToolchainError {
  const names = tools.map(([name]) => name).join(", ");
  return new ToolchainError(
    [
      `apt-get and dpkg-deb were not found on PATH, and these tools are neither on PATH nor in the cache: ${names}.`,
      `What to do: ${byHand(tools)}`,
    ].join("\n"),
  );
}

/** What a person does instead. */
function byHand(tools: readonly (readonly [string, PackagedProgram])[]): string {
  const wanted = tools.map(([name, { accepts }]) => `${name} (${accepts})`).join(" and ");
  const homes = new Set(tools.map(([, { home }]) => home));
  const packages = new Set(tools.map(([, tool]) => tool.package));
  const used =
    tools.length === 1
      ? "put it on PATH: it is then used as it is"
      : "put them on PATH: they are then used as they are";
  return (
    `install ${wanted} and ${used}. ` +
    `On Debian and Ubuntu: apt-get install ${[...packages].join(" ")}. Elsewhere: ${[...homes].join(", ")}.`
  );
}
