import { loadAll, YAMLException } from "js-yaml";
import { isDataObject } from "../config";
import type { Manifest } from "./manifest";
import { ManifestError } from "./release-manifest";

/** The objects of a manifest. `at`: the key of the config that says where it comes from. */
export function readManifest(text: string, at: string): Manifest[] {
  return documents(text, at)
    .filter((object) => object !== null)
    .map((object) => {
      if (isManifest(object)) return object;
      throw new ManifestError(
        `${at}: a document is not a Kubernetes object (apiVersion, kind, metadata.name).`,
      );
    });
}

function documents(text: string, at: string): unknown[] {
  try {
    return loadAll(text);
  } catch (error) {
    if (error instanceof YAMLException) throw new ManifestError(`${at}: not valid YAML: ${error.reason}`);
    throw error;
  }
}

function isManifest(object: unknown): object is Manifest {
  if (!isDataObject(object) || !isDataObject(object["metadata"])) return false;
  return [object["apiVersion"], object["kind"], object["metadata"]["name"]].every(
    (field) => typeof field === "string",
  );
}
