/** Powers of 1000, from `n`, and of 1024, from none. */
const decimals = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const binaries = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const NANO = 1_000_000_000n;

const shape = /^(-?)\+?(\d*)\.?(\d*?)(?:[eE]([+-]?\d+)|([a-zA-Z]*))$/;

/**
 * A quantity as Kubernetes spells it: `1000m` is `1`, `1024Mi` is `1Gi`. The Rollouts controller writes the whole Rollout
 * once, in its own spelling, and owns what it has spelt otherwise: the next apply of such a field is a conflict.
 * Upstream: k8s.io/apimachinery/pkg/api/resource: `CanonicalizeBytes`. What is no quantity is left as it is.
 */
export function canonicalQuantity(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent, suffix = ""] = shape.exec(text) ?? [];
  const factor = factorOf(exponent, suffix);
  if (whole + fraction === "" || factor === undefined) return text;
  const nanos = dividedUp(BigInt(whole + fraction) * factor, 10n ** BigInt(fraction.length));
  const isBinary = binaries.includes(suffix, 1) && nanos >= 1024n * NANO;
  return sign + (isBinary ? binary(dividedUp(nanos, NANO)) : decimal(nanos, exponent !== undefined));
}

/** Billionths. Undefined for a suffix or an exponent that Kubernetes does not know. */
function factorOf(exponent: string | undefined, suffix: string): bigint | undefined {
  if (exponent !== undefined) {
    const power = Number(exponent) + 9;
    return power >= 0 && power <= 27 ? 10n ** BigInt(power) : undefined;
  }
  if (decimals.includes(suffix)) return 1000n ** BigInt(decimals.indexOf(suffix));
  return binaries.includes(suffix) ? NANO * 1024n ** BigInt(binaries.indexOf(suffix)) : undefined;
}

function binary(units: bigint): string {
  const [number, power] = withoutFactors(units, 1024n, binaries.length - 1);
  // Without a suffix it is read as a decimal number the next time.
  if (power === 0) return decimal(units * NANO, false);
  return `${String(number)}${binaries[power] ?? ""}`;
}

function decimal(nanos: bigint, asExponent: boolean): string {
  if (nanos === 0n) return "0";
  const [number, power] = withoutFactors(nanos, 1000n, decimals.length - 1);
  const exponent = 3 * power - 9;
  if (asExponent) return exponent === 0 ? String(number) : `${String(number)}e${String(exponent)}`;
  return `${String(number)}${decimals[power] ?? ""}`;
}

function withoutFactors(number: bigint, base: bigint, most: number): [bigint, number] {
  let [rest, power] = [number, 0];
  for (; power < most && rest % base === 0n; power++) rest /= base;
  return [rest, power];
}

function dividedUp(number: bigint, divisor: bigint): bigint {
  return (number + divisor - 1n) / divisor;
}
