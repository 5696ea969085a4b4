import type { Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { pluginChecksum } from "./checksum";
import { pluginLocation } from "./location";
import { pluginKind, pluginKnownName, pluginName, pluginNamesUnique } from "./names";
import { pluginEnvironment } from "./environment";
import { pluginSettingIgnored } from "./ignored";
import { pluginSource } from "./source";

/** What the plugins of the controller that the stack installs have to be, so that it starts. */
export const pluginRules: readonly Rule<ControllerScope>[] = [
  pluginName,
  pluginNamesUnique,
  pluginKnownName,
  pluginKind,
  pluginSource,
  pluginLocation,
  pluginChecksum,
  pluginEnvironment,
  pluginSettingIgnored,
];
