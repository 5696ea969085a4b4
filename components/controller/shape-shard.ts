import { isDataObject } from "../config";
import { mapAt, type Shape } from "./deployment";

/** A controller with an id does nothing to the objects of others. */
export const shapeInstanceId: Shape = (deployment, { shard: { id } }) => {
  if (id === undefined) return deployment;
  const { container } = deployment;
  const own = Array.isArray(container["args"]) ? container["args"] : [];
  return { ...deployment, container: { ...container, args: [...own, "--instance-id", id] } };
};

/** One of several: a name of its own, and labels by which the Deployment finds its own pods. */
export const shapeShard: Shape = (deployment, { shard: { suffix, labels } }) => {
  if (suffix === "") return deployment;
  const { metadata, spec, podMetadata } = deployment;
  const selector = isDataObject(spec["selector"]) ? spec["selector"] : {};
  return {
    ...deployment,
    metadata: { ...metadata, name: `${metadata.name}${suffix}`, labels: { ...metadata.labels, ...labels } },
    spec: {
      ...spec,
      selector: { ...selector, matchLabels: { ...mapAt(selector, "matchLabels"), ...labels } },
    },
    podMetadata: { ...podMetadata, labels: { ...mapAt(podMetadata, "labels"), ...labels } },
  };
};
