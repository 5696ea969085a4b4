const suffixes: Readonly<Record<string, number>> = {
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

const shape = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([a-zA-Z]*))$/;

/**
 * A Kubernetes quantity such as `100m`, `1.5Gi` or `1e3`, in thousandths if `unit` is `m`. Rounded up, as the API server
 * does with what is finer. Undefined when it is no quantity.
 * Upstream: k8s.io/apimachinery/pkg/api/resource.
 */
export function parseQuantity(quantity: string | number, unit: "m" | "" = ""): number | undefined {
  const [, digits = "", exponent = "", suffix = ""] = shape.exec(String(quantity)) ?? [];
  const factor = suffixes[suffix];
  if (digits === "" || factor === undefined) return undefined;
  const value = (Number(digits + exponent) * factor) / (unit === "m" ? 1e-3 : 1);
  const whole = Math.round(value);
  // 0.1 / 0.001 and the like are whole but for the last bits.
  return Math.abs(value - whole) < Math.abs(value) * 1e-12 ? whole : Math.ceil(value);
}
