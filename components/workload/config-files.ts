import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isOutput } from "../config";
import { checksum, type Manifest, metadata, type Subject } from "../manifests";

const SUFFIX = "-config";

/** The ConfigMap behind `configFiles`, if there are any. */
export function renderConfigFiles(subject: Subject): Manifest | undefined {
  const files = configFiles(subject);
  if (files.length === 0) return undefined;
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata(subject, { suffix: SUFFIX }),
    data: Object.fromEntries(files.map(({ key, text }) => [key, text])),
  };
}

/** What the pod needs to see the files: one volume per folder, and a checksum so that a change rolls the pods. */
export function podConfigFiles(subject: Subject) {
  const files = configFiles(subject);
  if (files.length === 0) return { annotations: {}, volumes: [], volumeMounts: [] };
  const folders = [...new Set(files.map(({ folder }) => folder))].map((folder, index) => ({
    name: `config-${index}`,
    folder,
    items: files.filter((file) => file.folder === folder).map(({ key, base }) => ({ key, path: base })),
  }));
  return {
    annotations: { "progressive-delivery/config-checksum": contentChecksum(subject.service.configFiles) },
    volumes: folders.map(({ name, items }) => ({
      name,
      configMap: { name: `${subject.name}${SUFFIX}`, items },
    })),
    volumeMounts: folders.map(({ name, folder }) => ({ name, mountPath: folder, readOnly: true })),
  };
}

function configFiles({ service }: Subject) {
  return Object.entries(service.configFiles)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text], index) => {
      const base = path.posix.basename(file);
      const key = `${index}-${base.replace(/[^-._a-zA-Z0-9]/g, "_")}`;
      return { key, base, folder: path.posix.dirname(file), text };
    });
}

function contentChecksum(files: Subject["service"]["configFiles"]): pulumi.Input<string> {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.some(([, text]) => isOutput(text))
    ? pulumi.output(entries).apply(checksum)
    : checksum(entries);
}
