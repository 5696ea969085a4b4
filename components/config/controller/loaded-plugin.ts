import { compareVersions } from "./compare-versions";
import { type PluginList, pluginRegistry, registeredPlugin, type RegisteredPlugin } from "./plugin-registry";
import type { PluginConfig, PluginsConfig } from "./plugins";

/** A plugin with what the registry knows of it filled in. */
export interface LoadedPlugin {
  readonly name: string;
  /** What the registry has of it, however it was named. */
  readonly known: RegisteredPlugin | undefined;
  /** Where the controller gets it. Undefined with an image, and where nothing says it. */
  readonly location: string | undefined;
  /** Where it is copied from. Undefined without one, and where nothing says which. */
  readonly image: PluginImage | undefined;
  readonly sha256: string | undefined;
  readonly args: readonly string[];
}

export interface PluginImage {
  readonly reference: string;
  readonly file: string;
}

/** A plugin, and where the config has it. */
export interface ListedPlugin {
  readonly list: PluginList;
  readonly index: number;
  readonly plugin: PluginConfig;
}

/** Those of all lists, in the order in which the controller loads them. */
export function listedPlugins({ trafficRouters, metricProviders, steps }: PluginsConfig): ListedPlugin[] {
  const of = (list: PluginList, plugins: readonly PluginConfig[]) =>
    plugins.map((plugin, index): ListedPlugin => ({ list, index, plugin }));
  return [
    ...of("trafficRouters", trafficRouters),
    ...of("metricProviders", metricProviders),
    ...of("steps", steps),
  ];
}

/** What the plugin calls itself. */
export function pluginName({ use, name = "" }: Pick<PluginConfig, "use" | "name">): string {
  return usedPlugin(use)?.name ?? name;
}

/** The plugin behind a `use`. */
export function usedPlugin(use: PluginConfig["use"]): RegisteredPlugin | undefined {
  return use && pluginRegistry[use];
}

export function loadedPlugin(plugin: PluginConfig): LoadedPlugin {
  const name = pluginName(plugin);
  const known = registeredPlugin(name);
  const asDownload = comesBy(plugin) === "download";
  const location = asDownload ? (plugin.location ?? releaseUrl(plugin)) : undefined;
  return {
    ...{ name, known, location },
    image: asDownload ? undefined : imageOf(plugin),
    sha256:
      plugin.sha256 ?? (plugin.location === undefined && asDownload ? publishedDigest(plugin) : undefined),
    args: [...rateArguments(plugin, known), ...(plugin.args ?? [])],
  };
}

/** How a plugin comes into the controller's pods. */
export function comesBy({ use, via, version, location, image }: PluginConfig): "image" | "download" {
  if (image !== undefined) return "image";
  if (location !== undefined) return "download";
  const published = usedPlugin(use)?.image;
  const isPublished = published?.repository !== undefined && isSince(version, published.since);
  return via ?? (isPublished ? "image" : "download");
}

export const DEFAULT_ARCHITECTURE = "amd64";

/** Of the file that a release of a known plugin has for the architecture. Undefined where it has none that is known here. */
function releaseUrl({ use, version, architecture = DEFAULT_ARCHITECTURE }: PluginConfig): string | undefined {
  const known = usedPlugin(use);
  if (known?.file === undefined || version === undefined) return undefined;
  const { asset, since, architectures } = known.file;
  if (!architectures.includes(architecture) || !isSince(version, since)) return undefined;
  const filled = (text: string) => text.replace("{version}", version).replace("{architecture}", architecture);
  return `https://github.com/${known.repository}/releases/download/${filled(known.tag)}/${filled(asset)}`;
}

function imageOf({ use, version, image }: PluginConfig): PluginImage | undefined {
  const published = usedPlugin(use)?.image;
  const repository = image?.repository ?? published?.repository;
  const file = image?.file ?? published?.file;
  const tag =
    image?.tag ?? (version === undefined ? undefined : published?.tag.replace("{version}", version));
  const [separator, which] = image?.digest === undefined ? [":", tag] : ["@", image.digest];
  if (repository === undefined || file === undefined || which === undefined) return undefined;
  return { reference: `${repository}${separator}${which}`, file };
}

function publishedDigest({
  use,
  version = "",
  architecture = DEFAULT_ARCHITECTURE,
}: PluginConfig): string | undefined {
  return usedPlugin(use)?.sha256?.[version]?.[architecture];
}

const rateFlags = { clientQps: "kubeClientQPS", clientBurst: "kubeClientBurst" } as const;
const defaultRates = { clientQps: 40, clientBurst: 80 } as const;

/** Whether the plugin takes flags for its rate, as far as is known here: another one ends at once when it gets them. */
export function hasRateFlags({ version }: PluginConfig, known: RegisteredPlugin | undefined): boolean {
  const since = known?.clientRateSince;
  return since !== undefined && (version === undefined || isSince(version, since));
}

function rateArguments(plugin: PluginConfig, known: RegisteredPlugin | undefined): string[] {
  if (!hasRateFlags(plugin, known)) return [];
  // Of a file whose release nobody says, only the user knows whether it has the flags.
  const defaults = plugin.version === undefined ? undefined : defaultRates;
  return (["clientQps", "clientBurst"] as const).flatMap((key) => {
    const value = plugin[key] ?? defaults?.[key];
    const flag = new RegExp(`^--?${rateFlags[key]}(=|$)`);
    if (value === undefined || plugin.args?.some((arg) => flag.test(arg))) return [];
    return [`-${rateFlags[key]}=${String(value)}`];
  });
}

function isSince(version: string | undefined, since: string): boolean {
  return version !== undefined && (version.startsWith("commit-") || compareVersions(version, since) >= 0);
}
