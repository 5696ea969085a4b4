/** What the files of the tests are like. */
export interface Knowledge {
  /** About how many seconds a file takes. */
  weight(file: string): number;
  /** Whether a file is one of those that must not run beside each other. */
  together(file: string): boolean;
}

/**
 * Distributes files over lanes that run side by side, so that all take about the same time: the longest first, each into the lane
 * that has least to do. Every file is in one lane, in the order in which it was given; the first file is in the first lane.
 */
export function split(files: readonly string[], lanes: number, known: Knowledge): string[][] {
  const weigh = (part: readonly string[]): number => part.reduce((sum, file) => sum + known.weight(file), 0);
  const whole = files.filter((file) => known.together(file));
  const parts = [whole, ...files.filter((file) => !known.together(file)).map((file) => [file])];
  const chosen = Array.from({ length: lanes }, (): string[] => []);
  for (const part of parts.toSorted((one, other) => weigh(other) - weigh(one)))
    chosen.reduce((least, lane) => (weigh(lane) < weigh(least) ? lane : least)).push(...part);
  return chosen
    .map((lane) => files.filter((file) => lane.includes(file)))
    .sort((one, other) => position(files, one) - position(files, other));
}

function position(files: readonly string[], [first]: readonly string[]): number {
  return first === undefined ? files.length : files.indexOf(first);
}
