import * as pulumi from "@pulumi/pulumi";
import { type ImageConfig, isLabelValue, isOutput, type Sidecar } from "../../config";
import type { Subject } from "../../manifests";

/** A digest says exactly what runs, so it wins over the tag. */
export function imageReference({ repository, tag, digest }: ImageConfig): pulumi.Input<string> {
  const [separator, version] = digest === undefined ? [":", tag] : ["@", digest];
  if (version === undefined) return repository;
  return isOutput(repository) || isOutput(version)
    ? pulumi.concat(repository, separator, version)
    : `${repository}${separator}${version}`;
}

/** The keys of a container that say what it runs. */
export function renderImage(image: Sidecar["image"]): {
  image: pulumi.Input<string>;
  imagePullPolicy?: string;
} {
  if (typeof image === "string" || isOutput(image)) return { image };
  const { pullPolicy } = image;
  return { image: imageReference(image), ...(pullPolicy && { imagePullPolicy: pullPolicy }) };
}

/** Of the workload and its pods. A tag that no label can hold, or that is known only later, gives none. */
export function versionLabel({ service }: Subject): Record<string, string> {
  const { tag, digest } = service.image ?? {};
  const isVersion = digest === undefined && typeof tag === "string" && isLabelValue(tag);
  return isVersion ? { "app.kubernetes.io/version": tag } : {};
}
