import { isDataObject } from "../config";
import { mapAt, type Shape } from "./deployment";

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
