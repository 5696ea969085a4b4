import type { DataObject } from "../config";
import type { Get } from "./connection";
import { listAt, mapAt, numberAt, textAt } from "./fields";
import { ofNewestVersion, podsOf } from "./pods";
import type { Standing } from "./standing";

/**
 * So often a container has ended that will end again: by then a kubelet has waited for 0, 10 and 20 s. What a first start may
 * have to wait for is there by then, and the deadline would be ten minutes away.
 */
const ENDS = 4;
/** The first looks may still show the pods of the version before. */
const SETTLE_SECONDS = 3;

/** Looks at the newest pods of a workload for a container that ends again and again. */
export class CrashLoops {
  /** How often the container of a pod had ended when it was first seen. */
  private readonly before = new Map<string, number>();

  /**
   * A failure, where there is one. It has to end once more while somebody looks: what is found in the loop may have been mended,
   * and waits for its next start.
   */
  async standing(get: Get, workload: DataObject): Promise<Standing | undefined> {
    const pods = ofNewestVersion((await podsOf(get, workload)) ?? []);
    const looping = pods.flatMap(loops).find((loop) => this.isNew(loop) && loop.ends >= ENDS);
    if (looping === undefined) return undefined;
    const reason = `The container ${looping.container} has ended ${String(looping.ends)} times.`;
    return { state: "failed", reason, settleSeconds: SETTLE_SECONDS };
  }

  private isNew({ key, ends }: Loop): boolean {
    const before = this.before.get(key);
    if (before === undefined) this.before.set(key, ends);
    return before !== undefined && ends > before;
  }
}

interface Loop {
  /** Of this very container. */
  readonly key: string;
  readonly container: string;
  readonly ends: number;
}

function loops(pod: DataObject): Loop[] {
  const uid = textAt(mapAt(pod, "metadata"), "uid");
  return listAt(mapAt(pod, "status"), "containerStatuses").map((status) => {
    const container = textAt(status, "name");
    const isWaiting = textAt(mapAt(status, "state", "waiting"), "reason") === "CrashLoopBackOff";
    const ends = isWaiting ? (numberAt(status, "restartCount") ?? 0) + 1 : 0;
    return { key: `${uid} ${container}`, container, ends };
  });
}
