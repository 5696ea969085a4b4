/** Below 0: the first release is the older one. A release without a suffix comes after its betas. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  const differing = a.numbers.findIndex((number, index) => number !== b.numbers[index]);
  if (differing >= 0) return (a.numbers[differing] ?? 0) - (b.numbers[differing] ?? 0);
  if (a.suffix === b.suffix) return 0;
  if (a.suffix === "" || b.suffix === "") return a.suffix === "" ? 1 : -1;
  return a.suffix.localeCompare(b.suffix, "en", { numeric: true });
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly suffix: string } {
  const [numbers = "", ...suffix] = version.split("-");
  return { numbers: numbers.split(".").map(Number), suffix: suffix.join("-") };
}
