/** How often a long task says that it lives where there is no terminal to draw on: CI systems kill silent jobs. */
export const HEARTBEAT_MS = 30_000;

const FRAME_MS = 120;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** A running task's view of the progress display. */
export interface Task {
  /** Shows what the task does right now. */
  note(activity: string): void;
}

export interface Progress {
  say(line: string): void;
  /** Show `label` with the time that `work` takes, and a closing line when it is done. */
  during<T>(label: string, work: (task: Task) => Promise<T>): Promise<T>;
}

/** A spinner where standard error is a terminal, else plain lines with a heartbeat. */
export function createProgress(log: ((line: string) => void) | undefined): Progress {
  const terminal = process.stderr;
  if (log === undefined && terminal.isTTY) return spinner(terminal);
  return plain(log ?? ((line) => terminal.write(`${line}\n`)));
}

/** Plain lines: one at the start, one at the end, and a sign of life in between. */
export function plain(say: (line: string) => void, heartbeatMs = HEARTBEAT_MS): Progress {
  return {
    say,
    async during(label, work) {
      const clock = startClock();
      let doing = "";
      say(`${label} ...`);
      const beat = setInterval(() => say(`${label} ... ${clock()}${doing && `, ${doing}`}`), heartbeatMs);
      try {
        const result = await work({ note: (activity) => (doing = activity) });
        say(`${label}: done in ${clock()}`);
        return result;
      } finally {
        clearInterval(beat);
      }
    },
  };
}

/** The part of a terminal's stream that drawing needs. */
interface Screen {
  readonly columns: number;
  write(text: string): boolean;
}

/** One line that is drawn over and over; what remains of it is one closing line. */
export function spinner(terminal: Screen): Progress {
  const clear = () => terminal.write("\r\x1b[2K");
  let draw: (() => void) | undefined;
  const say = (line: string) => {
    clear();
    terminal.write(`${line}\n`);
    draw?.();
  };
  return {
    say,
    async during(label, work) {
      const clock = startClock();
      let doing = "";
      let frame = 0;
      draw = () => {
        const text = `${FRAMES[frame++ % FRAMES.length] ?? ""} ${label} ${clock()} ${doing}`;
        clear();
        terminal.write(text.slice(0, Math.max(20, terminal.columns - 1)));
      };
      const timer = setInterval(draw, FRAME_MS);
      try {
        const result = await work({ note: (activity) => (doing = activity) });
        draw = undefined;
        say(`✔ ${label} ${clock()}`);
        return result;
      } finally {
        draw = undefined;
        clearInterval(timer);
        clear();
      }
    },
  };
}

function startClock(): () => string {
  const start = Date.now();
  return () => duration(Date.now() - start);
}

/** `4s`, `1m 12s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
}
