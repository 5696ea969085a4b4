import { z } from "zod";
import { serviceName } from "./service-name";

/** Keys of a service that say what is updated before it. A component by itself knows no others, so only stacks look at them. */
export const orderKeys = {
  wave: z
    .int()
    .min(0)
    .max(999)
    .default(0)
    .describe("Services of lower waves are updated before it, in its stack and in those of the pipeline."),
  dependsOn: z
    .array(serviceName)
    .refine((all) => new Set(all).size === all.length, { error: "expected each service once" })
    .default([])
    .describe("Services of the environment that are updated before it."),
};

/** What decides the place of a service among others. */
export interface ServiceOrder {
  readonly wave: number;
  readonly dependsOn: readonly string[];
}

/**
 * Groups of services, one after the other: none depends on one of its own or of a later group. What names a service that is
 * not there waits for nothing. Services that wait for each other in a circle are left out: a rule tells of them.
 */
export function wavesOf(services: ReadonlyMap<string, ServiceOrder>): string[][] {
  const waves: string[][] = [];
  const done = new Set<string>();
  const numbers = [...new Set([...services.values()].map(({ wave }) => wave))].sort((one, two) => one - two);
  for (const number of numbers) {
    const left = new Map([...services].filter(([, { wave }]) => wave === number));
    for (;;) {
      const waits = (name: string): boolean => services.has(name) && !done.has(name);
      const next = [...left].filter(([, { dependsOn }]) => !dependsOn.some(waits)).map(([name]) => name);
      if (next.length === 0) break;
      waves.push(next.sort());
      for (const name of next) {
        done.add(name);
        left.delete(name);
      }
    }
  }
  return waves;
}

/** Each circle of services that wait for each other, once: from its first name round to it again. */
export function circlesOf(services: ReadonlyMap<string, ServiceOrder>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): void => {
    const at = way.indexOf(name);
    if (at >= 0) circles.push(fromFirst(way.slice(at)));
    if (at >= 0 || done.has(name)) return;
    for (const next of services.get(name)?.dependsOn ?? []) walk(next, [...way, name]);
    done.add(name);
  };
  for (const name of [...services.keys()].sort()) walk(name, []);
  return circles;
}

function fromFirst(circle: readonly string[]): string[] {
  const [first = ""] = [...circle].sort();
  const at = circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at), first];
}
