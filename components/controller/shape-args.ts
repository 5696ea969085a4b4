import { type ControllerConfig, flagOf, flagOptions } from "../config";
import type { Shape } from "./deployment";

/** Arguments of the program: the manifest's own that nothing here says otherwise, then those of the options. */
export const shapeArgs: Shape = (deployment, { controller, shard }) => {
  const { args: own, ...container } = deployment.container;
  const said = flagsOf({ ...controller, instanceId: shard.id });
  const flags = new Set([...said, ...controller.extraArgs].map(flagOf));
  const kept = argumentsOf(own).filter(([flag = ""]) => !flags.has(flagOf(flag)));
  const args = [...kept.flat(), ...said, ...controller.extraArgs];
  return { ...deployment, container: { ...container, ...(args.length > 0 && { args }) } };
};

/** Each flag that has a value. One with several is repeated. */
export function flagsOf(controller: ControllerConfig): string[] {
  return Object.entries(flagOptions).flatMap(([flag, { option, unless, part }]) => {
    const value = valueAt(controller, option.split("."));
    if (value === undefined || value === unless) return [];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.map(String).map((one) => `--${flag}=${part?.(one) ?? one}`);
  });
}

function valueAt(object: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof object !== "object" || object === null) return object;
  return valueAt(Reflect.get(object, key), rest);
}

/** `--a=1`, and `--a` with a value that stands by itself, as one list each. */
function argumentsOf(args: unknown): string[][] {
  const words = Array.isArray(args) ? args.map(String) : [];
  return words.reduce<string[][]>((groups, word) => {
    const last = groups.at(-1);
    if (last === undefined || flagOf(word) !== undefined) return [...groups, [word]];
    return [...groups.slice(0, -1), [...last, word]];
  }, []);
}
