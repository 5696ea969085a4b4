import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const windowBytes = 64 * 1024;

/** The last lines of a log file; empty when there is none. */
export function logTail(path: string, lines = 20): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return "";
  }
  try {
    const size = fstatSync(file).size;
    const buffer = Buffer.alloc(Math.min(size, windowBytes));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return lastLines(buffer.toString("utf8"), lines);
  } finally {
    closeSync(file);
  }
}

/** The last `count` lines of a text that are not empty. */
export function lastLines(text: string, count: number): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .join("\n");
}
