import { crashOf, isCrashed, type Crash } from "./crash";
import { planeFolder } from "./folder";
import { readRecords } from "./records";

/**
 * Tells of each process of the plane that ends without being asked to, once. Returns what ends the watch. The watch alone
 * keeps no program alive.
 */
export function watchPlane(
  plane: { readonly dir: string },
  onCrash: (crash: Crash) => void,
  everyMs = 1000,
): () => void {
  const folder = planeFolder(plane.dir);
  const seen = new Map<string, number>();
  const timer = setInterval(() => {
    for (const record of readRecords(folder).filter(isCrashed)) {
      const key = `${record.name} ${record.pid} ${record.start}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      // At the first sight somebody who ended it may still be about to say so.
      if (times === 2) onCrash(crashOf(record));
    }
  }, everyMs / 2);
  timer.unref();
  return () => clearInterval(timer);
}
