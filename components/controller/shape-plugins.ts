import { type DataObject, isDataObject, pluginImageDefaults } from "../config";
import { said } from "../manifests";
import type { Shape } from "./deployment";
import { type CopiedPlugin, copiedPlugins, PLUGIN_FOLDER } from "./plugin-images";

const VOLUME = "plugins-of-images";

/** An init container for each plugin that comes out of an image: it copies the file to where the controller sees it. */
export const shapePlugins: Shape = (deployment, { controller }) => {
  const plugins = copiedPlugins(controller);
  if (plugins.length === 0) return deployment;
  const { pod, container } = deployment;
  const security = isDataObject(container["securityContext"]) ? container["securityContext"] : {};
  const mount = { name: VOLUME, mountPath: PLUGIN_FOLDER };
  const copies = plugins.map((plugin) => initContainer(plugin, security, mount));
  return {
    ...deployment,
    pod: {
      ...pod,
      initContainers: [...objectsOf(pod["initContainers"]), ...copies],
      volumes: [...objectsOf(pod["volumes"]), { name: VOLUME, emptyDir: {} }],
    },
    container: {
      ...container,
      volumeMounts: [...objectsOf(container["volumeMounts"]), { ...mount, readOnly: true }],
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

function objectsOf(list: unknown): DataObject[] {
  return Array.isArray(list) ? list.filter(isDataObject) : [];
}
