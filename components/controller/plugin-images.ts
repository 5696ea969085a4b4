import { type ControllerConfig, listedPlugins, loadedPlugin, type PluginConfig, pluginName } from "../config";
import { checksum } from "../manifests";

/** Where the controller's container sees the files that init containers have copied. */
export const PLUGIN_FOLDER = "/plugins-of-images";

/** A plugin that an init container brings. */
export interface CopiedPlugin {
  readonly config: PluginConfig;
  readonly reference: string;
  /** In the image. */
  readonly file: string;
  /** Of the init container. */
  readonly container: string;
  /** Where the copy has to be. */
  readonly target: string;
}

export function copiedPlugins({ plugins }: Pick<ControllerConfig, "plugins">): CopiedPlugin[] {
  const withImage = listedPlugins(plugins).flatMap(({ plugin }) => {
    const { image } = loadedPlugin(plugin);
    return image === undefined ? [] : [{ config: plugin, ...image }];
  });
  const labels = labelsOf(withImage.map(({ config }) => pluginName(config)));
  return withImage.map((one, index) => {
    const label = labels[index] ?? "";
    return { ...one, container: `${PREFIX}${label}`, target: `${PLUGIN_FOLDER}/${label}` };
  });
}

const PREFIX = "plugin-";
const LONGEST = 63 - PREFIX.length;
const HASH = 8;

/** DNS labels, none twice: a part of a hash stands where names would become the same, or had to be cut. */
export function labelsOf(names: readonly string[]): string[] {
  const plain = names.map((name) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, ""),
  );
  const isAlone = (label: string) => plain.filter((one) => one === label).length === 1;
  return plain.map((label, index) => {
    if (label !== "" && label.length <= LONGEST && isAlone(label)) return label;
    const cut = label.slice(0, LONGEST - HASH - 1).replace(/-$/, "");
    return [cut, checksum(names[index] ?? "").slice(0, HASH)].filter((part) => part !== "").join("-");
  });
}
