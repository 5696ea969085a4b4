import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";
import {
  controllerMonitorService,
  controllerOneMonitor,
  controllerScrapeTimeout,
} from "./controller-metrics";
import {
  notificationNotifier,
  notificationPlainSecret,
  notificationSecret,
  notificationTemplate,
  notificationTrigger,
} from "./notifications";
import { freezeEnded, freezeException } from "./freeze";
import { longTemplateName } from "./long-template-name";
import { controllerSeesServices, controllerSeesTemplates } from "./namespaced-controller";
import { ownStacksOverlap, unknownOwnService } from "./own-stacks";
import { pluginHeaderSecret } from "./plugin-header-secret";
import { roleOfServices, roleWithoutServices } from "./role-keys";
import { dependencyCircle, dependencyInLaterWave, unknownDependency } from "./service-order";
import { promotionOverride } from "./promotion";
import { secretNameCollision } from "./secret-name-collision";
import { serviceNameCollision } from "./service-name-collision";
import { templateNameCollision } from "./template-name-collision";

/** What services of one environment, or a service and the controller, do to each other. */
export const environmentRules: readonly Rule<EnvironmentScope>[] = [
  serviceNameCollision,
  templateNameCollision,
  longTemplateName,
  unknownDependency,
  dependencyCircle,
  dependencyInLaterWave,
  roleOfServices,
  roleWithoutServices,
  unknownOwnService,
  ownStacksOverlap,
  secretNameCollision,
  controllerSeesServices,
  controllerSeesTemplates,
  pluginHeaderSecret,
  controllerOneMonitor,
  controllerMonitorService,
  controllerScrapeTimeout,
  notificationTemplate,
  notificationTrigger,
  notificationNotifier,
  notificationSecret,
  notificationPlainSecret,
  freezeEnded,
  freezeException,
  promotionOverride,
];
