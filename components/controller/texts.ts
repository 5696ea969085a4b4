import type { ControllerConfig } from "../config";
import { said } from "../manifests";

/** Labels and annotations. */
export interface Texts<V> {
  readonly labels?: Readonly<Record<string, V>> | undefined;
  readonly annotations?: Readonly<Record<string, V>> | undefined;
}

/** Metadata with the labels and annotations of all layers; of one name the last counts. */
export function withTexts<M extends object, V>(metadata: M, ...layers: readonly Texts<V>[]) {
  const all = (key: keyof Texts<V>): Record<string, V> =>
    layers.reduce<Record<string, V>>((merged, layer) => ({ ...merged, ...layer[key] }), {});
  const texts = { labels: all("labels"), annotations: all("annotations") };
  return { ...metadata, ...said(texts, "labels", "annotations") };
}

/** Of an object that stands beside the controller: in its namespace, where nothing else is said. */
export function metadataBeside<V>(
  controller: Pick<ControllerConfig, "namespace">,
  name: string,
  { namespace = controller.namespace, ...texts }: Texts<V> & { readonly namespace?: string | undefined },
) {
  return { name, namespace, ...said(texts, "labels", "annotations") };
}
