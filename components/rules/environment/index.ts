import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";
import { serviceNameCollision } from "./service-name-collision";

/** What services of one environment, or a service and the controller, do to each other. */
export const environmentRules: readonly Rule<EnvironmentScope>[] = [serviceNameCollision];
