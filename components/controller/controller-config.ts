import { dump, load, YAMLException } from "js-yaml";
import {
  type Data,
  type DataObject,
  isDataObject,
  loadedPlugin,
  type PluginConfig,
  pluginName,
} from "../config";
import { checksum, type Manifest, said } from "../manifests";
import type { Install } from "./install";
import { ManifestError } from "./install-manifest";
import { copiedPlugins } from "./plugin-images";

/** The name is fixed upstream (`utils/defaults`). */
const NAME = "argo-rollouts-config";

export function isControllerConfig({ kind, metadata }: Manifest): boolean {
  return kind === "ConfigMap" && metadata.name === NAME;
}

/** The controller's ConfigMap with the plugins: the manifest's own, or a new one where there is something to say. */
export function renderControllerConfig({ release, controller }: Install): Manifest | undefined {
  const { plugins, namespace } = controller;
  const own = release.find(isControllerConfig);
  const copies = new Map(copiedPlugins(controller).map(({ config, target }) => [config, target]));
  // Upstream reads each key as a list in YAML (`utils/config`).
  const lists: [string, readonly PluginConfig[]][] = [
    ["trafficRouterPlugins", plugins.trafficRouters],
    ["metricProviderPlugins", plugins.metricProviders],
    ["stepPlugins", plugins.steps],
  ];
  const used = lists.filter(([, list]) => list.length > 0);
  if (used.length === 0) return own;
  const base = own ?? { apiVersion: "v1", kind: "ConfigMap", metadata: { name: NAME, namespace } };
  const data = dataOf(base);
  const changed = used.map(([key, list]): [string, string] => [
    key,
    withPlugins(
      pluginsIn(key, data[key]),
      list.map((plugin) => pluginItem(plugin, copies.get(plugin))),
    ),
  ]);
  return { ...base, data: { ...data, ...Object.fromEntries(changed) } };
}

/** As the controller reads it. Upstream: `PluginItem`. */
function pluginItem(plugin: PluginConfig, copy: string | undefined): DataObject {
  const { location, sha256, args } = loadedPlugin(plugin);
  return {
    name: pluginName(plugin),
    ...said(
      { location: copy === undefined ? location : `file://${copy}`, sha256, args },
      "location",
      "sha256",
      "args",
    ),
    ...said(plugin, "headersFrom", "disabled"),
  };
}

/** For the controller's pod: it reads its ConfigMap once, when it starts, so a change has to start a new one. */
export function configAnnotations(config: Manifest | undefined): DataObject {
  const data = config === undefined ? {} : dataOf(config);
  return Object.keys(data).length > 0 ? { "progressive-delivery/config-checksum": checksum(data) } : {};
}

function dataOf(config: Manifest): DataObject {
  return isDataObject(config["data"]) ? config["data"] : {};
}

/** A plugin takes the place of one of the same name in the manifest. */
function withPlugins(own: readonly DataObject[], plugins: readonly DataObject[]): string {
  const names = new Set(plugins.map(({ name }) => name));
  const others = own.filter(({ name }) => !names.has(name));
  return dump([...others, ...plugins], { lineWidth: -1 });
}

function pluginsIn(key: string, text: Data): DataObject[] {
  if (text === undefined) return [];
  try {
    const list = load(String(text));
    if (Array.isArray(list) && list.every(isDataObject)) return list;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
  }
  throw new ManifestError(`controller.manifest: ${key} in the ConfigMap ${NAME} is not a list of plugins.`);
}
