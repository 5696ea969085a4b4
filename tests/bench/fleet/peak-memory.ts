import { execFileSync } from "node:child_process";

interface Peak {
  /** Megabytes of the process by itself. */
  readonly own: number;
  /** With all that it has started: engines, hosts, providers, programs. */
  readonly all: number;
}

/** Looks at the resident memory of a process and its descendants twice a second. */
export class PeakMemory {
  private own = 0;
  private all = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.timer = setInterval(() => this.look(), 500);
  }

  stop(): Peak {
    clearInterval(this.timer);
    return { own: this.own / 1024, all: this.all / 1024 };
  }

  private look(): void {
    const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss="], { encoding: "utf8" }).trim().split("\n");
    const processes = lines.map((line) => line.trim().split(/\s+/).map(Number));
    const family = new Set([this.pid]);
    // Children come after their parents here, but for numbers that began anew: those are found in a second look.
    for (let look = 0; look < 2; look++)
      for (const [pid = 0, parent = 0] of processes) if (family.has(parent)) family.add(pid);
    const rss = (isIn: (pid: number) => boolean): number =>
      processes.filter(([pid = 0]) => isIn(pid)).reduce((sum, [, , kilobytes = 0]) => sum + kilobytes, 0);
    this.own = Math.max(
      this.own,
      rss((pid) => pid === this.pid),
    );
    this.all = Math.max(
      this.all,
      rss((pid) => family.has(pid)),
    );
  }
}
