/** Of the rest a message says only how many there are. */
const NAMED = 3;

/** `a, b, c and 2 more` */
export function firstOf(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${String(names.length - NAMED)} more` : "";
  return names.slice(0, NAMED).join(", ") + more;
}
