import type { Step } from "./property-path";

const MULTIPLIERS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Fields that hold quantities, by their own name or that of the map they are in. */
const QUANTITIES = new Set([
  "limits",
  "requests",
  "hard",
  "capacity",
  "averageValue",
  "sizeLimit",
  "divisor",
]);

/** The number that a Kubernetes quantity such as `500m` or `0.5Gi` stands for. */
export function parseQuantity(value: unknown): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value));
  const multiplier = MULTIPLIERS[match?.[2] ?? "?"];
  return match === null || multiplier === undefined ? undefined : Number(match[1]) * multiplier;
}

/** Whether two scalars at `path` are one quantity in two spellings: the API server stores the canonical one. */
export function sameQuantity(path: readonly Step[], a: unknown, b: unknown): boolean {
  if (!path.slice(-2).some((step) => typeof step === "string" && QUANTITIES.has(step))) return false;
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  return left !== undefined && right !== undefined && Math.abs(left - right) <= Math.abs(left) * 1e-12;
}
