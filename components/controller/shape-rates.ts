import type { Shape } from "./deployment";
import { type ControllerNeeds, upstreamDefaults } from "./sizing";

/** Flag -> what the model says of it, and what the program does by itself. */
const rates: readonly {
  readonly flag: string;
  readonly key: keyof ControllerNeeds & keyof typeof upstreamDefaults;
}[] = [
  { flag: "--qps", key: "qps" },
  { flag: "--burst", key: "burst" },
  { flag: "--rollout-threads", key: "threads" },
];

/** Where the model says more than upstream's defaults; what is said already stays. */
export const shapeRates: Shape = (deployment, { sizing: { needs } }) => {
  const { container } = deployment;
  const own = Array.isArray(container["args"]) ? container["args"] : [];
  const isSaid = (flag: string): boolean =>
    own.some((arg) => arg === flag || (typeof arg === "string" && arg.startsWith(`${flag}=`)));
  const more = rates.filter(
    ({ flag, key }) => needs !== undefined && needs[key] > upstreamDefaults[key] && !isSaid(flag),
  );
  if (needs === undefined || more.length === 0) return deployment;
  const args = [...own, ...more.flatMap(({ flag, key }) => [flag, String(needs[key])])];
  return { ...deployment, container: { ...container, args } };
};
