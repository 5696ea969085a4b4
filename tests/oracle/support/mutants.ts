import fc from "fast-check";
import { type Data, type DataObject, isDataObject } from "../../../components/config";
import { isList } from "./list";
import type { Specs } from "./specs";

/** The same in every run, so that a difference that is found is found again. */
const SEED = 1;

/** Specs that differ from a right one at one place of `rollout`, `each` of every spec. Some are still right. */
export function mutants(specs: Specs, each: number): Specs {
  return Object.fromEntries(
    Object.entries(specs).flatMap(([name, spec]) => {
      const changed = [...new Map(variantsOf(spec).map((one) => [JSON.stringify(one), one])).values()];
      const length = Math.min(each, changed.length);
      const picked = fc.shuffledSubarray(changed, { minLength: length, maxLength: length });
      const some = fc.sample(picked, { seed: SEED, numRuns: 1 });
      return some.flat().map((one, index) => [`${name}, changed (${String(index + 1)})`, one]);
    }),
  );
}

/** Every spec with one place changed. What is not upstream's (`enabled`, `strategy`) stays. */
export function variantsOf(spec: DataObject): DataObject[] {
  const { rollout } = spec;
  if (!isDataObject(rollout)) return [];
  const { enabled, strategy, ...upstream } = rollout;
  const words = [...new Set([...wordsOf(upstream), "pay", "pay-stable", "pay-canary"])];
  return changes(upstream, words)
    .filter(isDataObject)
    .map((changed) => ({ ...spec, rollout: { enabled, ...(strategy && { strategy }), ...changed } }));
}

function changes(value: Data, words: readonly string[]): Data[] {
  const here = changesHere(value, words);
  if (isList(value)) {
    const inside = value.flatMap((item, index) => [
      value.toSpliced(index, 1),
      ...changes(item, words).map((changed) => value.with(index, changed)),
    ]);
    return [...here, ...inside];
  }
  if (!isDataObject(value)) return here;
  const inside = Object.entries(value).flatMap(([key, item]) => [
    without(value, key),
    ...changes(item, words).map((changed) => ({ ...value, [key]: changed })),
  ]);
  return [...here, ...inside];
}

/** Slips of a hand: another sign, another name, one too many, one too few, one in the wrong place. */
function changesHere(value: Data, words: readonly string[]): Data[] {
  if (typeof value === "number") return [-1, 0, 1, 101, 1.5, String(value)];
  if (typeof value === "boolean") return [!value, "yes"];
  if (typeof value === "string") return ["", "10x", 7, words[(words.indexOf(value) + 1) % words.length]];
  if (isList(value)) return [[], value.toReversed(), [...value, ...value.slice(0, 1)], {}];
  if (isDataObject(value))
    return [{}, { ...value, setWeight: 50 }, { ...value, pause: {} }, ...rerouted(value)];
  return [];
}

const routers: DataObject = {
  istio: { virtualService: { name: "pay" } },
  nginx: { stableIngress: "pay" },
  alb: { ingress: "pay", servicePort: 80 },
  smi: {},
  apisix: { route: { name: "pay" } },
  traefik: { weightedTraefikServiceName: "pay" },
  plugins: { "example/router": {} },
};

/** The same with another router. */
function rerouted(block: DataObject): DataObject[] {
  const used = Object.keys(routers).find((name) => name in block);
  if (used === undefined) return [];
  return Object.entries(routers).map(([name, router]) => ({ ...without(block, used), [name]: router }));
}

function without(map: DataObject, key: string): DataObject {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

function wordsOf(value: Data): string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(wordsOf);
  return isDataObject(value) ? Object.values(value).flatMap(wordsOf) : [];
}
