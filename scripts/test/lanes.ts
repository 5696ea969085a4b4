import { mkdtemp, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { type Lane, startLane } from "./lane";
import { summaryOf } from "./summary";

/**
 * Runs lists of test files side by side, one mocha process for each, and prints what they say as it comes, each line with the
 * number of its lane. Ends with one summary; gives the exit code.
 */
export async function runLanes(
  lists: readonly (readonly string[])[],
  args: readonly string[],
): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "test-reports-"));
  try {
    const lanes = lists.map((files, index) => {
      const number = String(index + 1);
      const report = path.join(folder, `${number}.json`);
      const onLine = (line: string): void => console.log(`${number} | ${line}`);
      return startLane({ name: `lane ${number}`, files, args, report, onLine });
    });
    const signals = passSignals(lanes);
    const { lines, code } = summaryOf(await Promise.all(lanes.map(({ ended }) => ended)));
    const signal = signals.stop();
    console.log(["", ...lines].join("\n"));
    return signal === undefined ? code : 128 + constants.signals[signal];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends the lanes when this process shall end: first in peace, so that they take away what they have started. */
function passSignals(lanes: readonly Lane[]): { stop(): NodeJS.Signals | undefined } {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  let got: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals): void => {
    for (const lane of lanes) lane.signal(got === undefined ? "SIGTERM" : "SIGKILL");
    got ??= signal;
  };
  for (const signal of signals) process.on(signal, pass);
  return {
    stop: () => {
      for (const signal of signals) process.off(signal, pass);
      return got;
    },
  };
}
