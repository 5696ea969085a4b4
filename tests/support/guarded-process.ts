import { spawn } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";

export interface GuardedProcess {
  /** The end of what it has printed. */
  log(): string;
  hasEnded(): boolean;
  /** Ends it at once, and returns when its folder is gone. */
  stop(): Promise<void>;
}

/**
 * Runs "$@" and removes the folder in $1 after it. The test process holds the other end of standard input: however that one
 * ends, also when it is killed, the pipe closes, `cat` ends, and so does the program. Nobody reads the output then: the word
 * "Killed" of the shell itself would end the shell, before it has removed the folder.
 */
const guard = `
  folder=$1; shift; exec 3<&0
  "$@" </dev/null 3<&- & program=$!; exec >/dev/null 2>&1
  { cat; kill -9 "$program"; } <&3 3<&- & watcher=$!
  wait "$program"; code=$?
  kill "$watcher"; rm -rf "$folder"; exit "$code"
`;

/** As many characters of its output as say what went wrong. */
const LOG_LENGTH = 4000;

/** Starts a process that must not outlive the tests. `folder` is its own, and is removed when it ends. */
export function startGuarded(folder: string, command: readonly string[]): GuardedProcess {
  const child = spawn("sh", ["-c", guard, "guard", folder, ...command], {
    // Nothing of the user's environment; and not in the terminal's group, whose Ctrl-C would end the guard first.
    env: { PATH: process.env["PATH"] },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (log = (log + text).slice(-LOG_LENGTH)));
    if (stream instanceof Socket) stream.unref();
  }
  // A test that forgets to stop it does not hold the test process, whose end ends it as well.
  child.unref();
  const closed = once(child, "close");
  return {
    log: () => log,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      child.ref();
      child.stdin.end();
      await closed;
    },
  };
}
