import { dump, load, YAMLException } from "js-yaml";
import { type Data, type DataObject, isDataObject, type PluginConfig } from "../config";
import { checksum, type Manifest } from "../manifests";
import type { Install } from "./install";
import { ManifestError } from "./install-manifest";

/** The name is fixed upstream (`utils/defaults`). */
const NAME = "argo-rollouts-config";

export function isControllerConfig({ kind, metadata }: Manifest): boolean {
  return kind === "ConfigMap" && metadata.name === NAME;
}

/** The controller's ConfigMap with the plugins: the manifest's own, or a new one where there is something to say. */
export function renderControllerConfig({
  release,
  controller: { plugins, namespace },
}: Install): Manifest | undefined {
  const own = release.find(isControllerConfig);
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
  const changed = used.map(([key, list]): [string, string] => [key, withPlugins(key, data[key], list)]);
  return { ...base, data: { ...data, ...Object.fromEntries(changed) } };
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
function withPlugins(key: string, own: Data, plugins: readonly PluginConfig[]): string {
  const names = new Set<Data>(plugins.map(({ name }) => name));
  const others = pluginsIn(key, own).filter((plugin) => !names.has(plugin["name"]));
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
