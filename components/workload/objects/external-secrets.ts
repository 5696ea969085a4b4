import { type Manifest, metadata, type Subject } from "../../manifests";

/** Its Secret has to be there before the pods that read it, else the first of them fail. */
const awaited = { "pulumi.com/waitFor": "condition=Ready" };

export function renderExternalSecrets(subject: Subject): Manifest[] {
  return Object.entries(subject.service.externalSecrets).map(([name, { annotations, target, ...spec }]) => {
    const common = metadata(subject, { suffix: `-${name}`, annotations: { ...awaited, ...annotations } });
    return {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: common,
      spec: { ...spec, target: { name: common.name, ...target } },
    };
  });
}
