import type { Manifest } from "../manifests";
import { isClusterWide } from "../workload/objects/extra-manifests";
import type { Install } from "./install";

/** Objects as they are said, in the controller's namespace where they say nothing else. */
export function renderExtraObjects({ controller }: Install): Manifest[] {
  return controller.extraObjects.map(({ metadata, ...object }) => {
    const { namespace = controller.namespace, labels, annotations, ...others } = metadata;
    return {
      ...object,
      metadata: {
        ...others,
        ...(!isClusterWide(object.kind) && { namespace }),
        ...(labels && { labels }),
        ...(annotations && { annotations }),
      },
    };
  });
}
