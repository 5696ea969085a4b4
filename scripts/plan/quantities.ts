import type { Demand } from "../../components/delivery-plan";

const units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

/** `+1 pod, 100m CPU, 32Mi memory`; what no request says is left out. */
export function demandWords({ pods, cpuMillis, memoryBytes }: Demand): string {
  const words = [
    podWords(pods),
    ...(cpuMillis === undefined ? [] : [`${cpu(cpuMillis)} CPU`]),
    ...(memoryBytes === undefined ? [] : [`${memory(memoryBytes)} memory`]),
  ];
  return words.join(", ");
}

export function podWords(pods: number): string {
  return pods === 1 ? "1 pod" : `${pods} pods`;
}

/** Thousandths up to one CPU, then CPUs. */
function cpu(millis: number): string {
  return millis < 1000 ? `${millis}m` : String(Number((millis / 1000).toFixed(2)));
}

/** In the largest unit that leaves at least one. */
function memory(bytes: number): string {
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))}${units[power] ?? ""}`;
}
