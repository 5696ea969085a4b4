import path from "node:path";
import type { Subject } from "../../manifests";
import { byKey, type Texts } from "./config-map";

/** The text of `configFiles` by the key that each file has in the ConfigMap. */
export function fileTexts(subject: Subject): Texts {
  return Object.fromEntries(files(subject).map(({ key, text }) => [key, text]));
}

/** What the pod needs to see the files of a ConfigMap: one volume per folder. */
export function fileVolumes(subject: Subject, configMapName: string) {
  const all = files(subject);
  const folders = [...new Set(all.map(({ folder }) => folder))].map((folder, index) => ({
    name: `config-${index}`,
    folder,
    items: all.filter((file) => file.folder === folder).map(({ key, base }) => ({ key, path: base })),
  }));
  return {
    volumes: folders.map(({ name, items }) => ({ name, configMap: { name: configMapName, items } })),
    volumeMounts: folders.map(({ name, folder }) => ({ name, mountPath: folder, readOnly: true })),
  };
}

function files({ service }: Subject) {
  return Object.entries(service.configFiles)
    .sort(byKey)
    .map(([file, text], index) => {
      const base = path.posix.basename(file);
      const key = `${index}-${base.replace(/[^-._a-zA-Z0-9]/g, "_")}`;
      return { key, base, folder: path.posix.dirname(file), text };
    });
}
