import { act, type Act, ALL_NEW, type Context, readySeconds } from "./act";
import { limitsOf } from "./limits";
import { roll } from "./rolling";

/** One rolling update, with the limits that Kubernetes has by itself. It adds what it may before it takes anything away. */
export function deploymentActs(context: Context): Act[] {
  const { replicas } = context;
  const limits = limitsOf({}, replicas);
  const scaling = roll({ stable: replicas, canary: 0 }, { stable: 0, canary: replicas }, replicas, limits);
  const most = replicas + Math.min(limits.surge, replicas);
  const seconds = readySeconds(context, scaling.waves);
  return [act({ label: "rolling update", ...ALL_NEW, scaling: { ...scaling, most }, seconds })];
}
