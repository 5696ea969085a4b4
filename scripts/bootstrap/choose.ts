import { suggestion } from "../../components/config";
import { LoadError } from "../config/load-error";
import type { Unit } from "./units";

type Waves = readonly (readonly Unit[])[];

/** The stacks that are asked for by name of themselves or of one of their services. Throws a `LoadError` for a name of neither. */
export function chosen(waves: Waves, only: readonly string[] = [], except: readonly string[] = []): Unit[][] {
  const names = waves.flat().flatMap(({ stack, services }) => [stack, ...services]);
  for (const name of [...only, ...except])
    if (!names.includes(name))
      throw new LoadError(
        `There is no stack and no service ${name}. ${suggestion(name, [...new Set(names)])}`,
      );
  const isNamed = ({ stack, services }: Unit, list: readonly string[]): boolean =>
    list.includes(stack) || services.some((name) => list.includes(name));
  return filtered(waves, (unit) => (only.length === 0 || isNamed(unit, only)) && !isNamed(unit, except));
}

/** The stacks of which something differs from what it was. */
export function changed(waves: Waves, former: Waves): Unit[][] {
  const fingerprints = new Map(former.flat().map(({ stack, fingerprint }) => [stack, fingerprint]));
  return filtered(waves, ({ stack, fingerprint }) => fingerprints.get(stack) !== fingerprint);
}

export function filtered(waves: Waves, isIn: (unit: Unit) => boolean): Unit[][] {
  return waves.map((units) => units.filter(isIn)).filter((units) => units.length > 0);
}
