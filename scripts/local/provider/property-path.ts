/** One step of a path: a field's name, a list's index, or any of them. */
export type Step = string | number;

/** Any field or index, as in `spec.containers[*].image`. */
export const ANY = "*";

/** Reads Pulumi's property paths: `spec.rules[0]`, `metadata.annotations["a.b/c"]`, `[*]`. */
export function parsePath(text: string): Step[] {
  const steps: Step[] = [];
  const token = /\[(\d+)\]|\[\*\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null)
      throw new Error(`The property path ${JSON.stringify(text)} cannot be read at character ${at + 1}.`);
    const [, index, quoted, name] = match;
    if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/g, "$1"));
    else steps.push(name ?? ANY);
  }
  return steps;
}

/** Writes a path as the engine reads it; names that hold a dot, a quote or a bracket are quoted. */
export function formatPath(steps: readonly Step[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Whether `path` is `outer` or lies inside it; a wildcard on either side matches any step. */
export function contains(outer: readonly Step[], path: readonly Step[]): boolean {
  return outer.length <= path.length && outer.every((step, index) => matches(step, path[index]));
}

/** Whether two steps may name the same place. */
export function matches(a: Step, b: Step | undefined): boolean {
  return a === b || a === ANY || b === ANY;
}
