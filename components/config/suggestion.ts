import { closest } from "fastest-levenshtein";

/** The way out for a name that is not known: the one that was probably meant, else all that there are. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "Remove it.";
  const lowered = new Map(known.map((one) => [one.toLowerCase(), one]));
  const near = lowered.get(closest(name.toLowerCase(), [...lowered.keys()])) ?? "";
  return sharesHalf(name, near) ? `Did you mean "${near}"?` : `Known here: ${known.join(", ")}.`;
}

function sharesHalf(name: string, near: string): boolean {
  const letters = new Set(near.toLowerCase());
  const shared = [...name.toLowerCase()].filter((letter) => letters.has(letter)).length;
  return shared * 2 >= Math.max(name.length, near.length);
}
