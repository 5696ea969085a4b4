import type { ServiceConfig } from "../service";
import type { TrafficRouting } from "./traffic-routing";

/** What a canary tells the controller about one router. Undefined where the values do not ask for the router. */
export type RouterBlock = (name: string, service: ServiceConfig) => TrafficRouting | undefined;
