import { type DataObject, listOf, mapOf, pluginImageDefaults } from "../config";
import { said } from "../manifests";
import type { Shape } from "./deployment";
import { type CopiedPlugin, copiedPlugins, PLUGIN_FOLDER } from "./plugin-images";

const VOLUME = "plugins-of-images";

/** An init container for each plugin that comes out of an image: it copies the file to where the controller sees it. */
export const shapePlugins: Shape = (deployment, { controller }) => {
  const plugins = copiedPlugins(controller);
  if (plugins.length === 0) return deployment;
  const { pod, container } = deployment;
  const security = mapOf(container["securityContext"]);
  const mount = { name: VOLUME, mountPath: PLUGIN_FOLDER };
  const copies = plugins.map((plugin) => initContainer(plugin, security, mount));
  return {
    ...deployment,
    pod: {
      ...pod,
      initContainers: [...listOf(pod["initContainers"]), ...copies],
      volumes: [...listOf(pod["volumes"]), { name: VOLUME, emptyDir: {} }],
    },
    container: {
      ...container,
      volumeMounts: [...listOf(container["volumeMounts"]), { ...mount, readOnly: true }],
    },
  };
};

/** With no more rights than the controller itself has: it needs none but to read its image and to write into the volume. */
function initContainer(
  { config, reference, file, container, target }: CopiedPlugin,
  security: DataObject,
  mount: DataObject,
): DataObject {
  const { command, pullPolicy, runAsUser, resources } = config.image ?? pluginImageDefaults;
  return {
    name: container,
    image: reference,
    ...(pullPolicy && { imagePullPolicy: pullPolicy }),
    command: command.map((word) => word.replaceAll("{file}", file).replaceAll("{target}", target)),
    resources: said(resources, "requests", "limits"),
    securityContext: { ...security, ...(runAsUser !== undefined && { runAsUser }) },
    volumeMounts: [mount],
  };
}
