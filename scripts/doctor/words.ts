import { formatDuration } from "../../components/delivery-plan";

/** `2026-01-31T10:00:00Z (5m ago)`; both for a person and to search a log for. */
export function since(time: string, now: number): string {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  return Number.isNaN(seconds) ? "an unknown time" : `${time} (${formatDuration(Math.max(0, seconds))} ago)`;
}

export function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

export function secondsSince(time: string, now: number): number {
  return (now - Date.parse(time)) / 1000;
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** A name of which there may be none. */
export function orNone(text: string): string {
  return text === "" ? "none" : text;
}
