const units = [
  ["h", 3600],
  ["m", 60],
  ["s", 1],
] as const;

/** `5400` -> `1h30m`, in the way in which durations are written in steps. */
export function formatDuration(seconds: number): string {
  let rest = Number(seconds.toFixed(3));
  const parts = units.map(([unit, size]) => {
    const amount = unit === "s" ? rest : Math.floor(rest / size);
    rest = Number((rest - amount * size).toFixed(3));
    return amount === 0 ? "" : `${amount}${unit}`;
  });
  return parts.join("") || "0s";
}
