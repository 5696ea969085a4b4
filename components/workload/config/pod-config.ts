import * as pulumi from "@pulumi/pulumi";
import { checksum, type Manifest, type Subject } from "../../manifests";
import { byKey, configMap, configMapName, isKnown, type Part, type Texts } from "./config-map";
import { fileTexts, fileVolumes } from "./files";

/** The ConfigMaps behind `configFiles` and `configEnv`, where there are any. */
export function renderConfig(subject: Subject): Manifest[] {
  return texts(subject).map(([part, data]) => configMap(subject, part, data));
}

/** What the pod needs to see them. */
export function podConfig(subject: Subject) {
  const names = new Map(
    texts(subject).map(([part, data]) => [part, configMapName(subject.name, part, data)]),
  );
  const [config, env] = [names.get("config"), names.get("env")];
  return {
    annotations: Object.fromEntries(texts(subject).flatMap(checksums)),
    envFrom: env === undefined ? [] : [{ configMapRef: { name: env } }],
    ...(config === undefined ? { volumes: [], volumeMounts: [] } : fileVolumes(subject, config)),
  };
}

function texts(subject: Subject): [Part, Texts][] {
  const all: [Part, Texts][] = [
    ["config", fileTexts(subject)],
    ["env", subject.service.configEnv],
  ];
  return all.filter(([, data]) => Object.keys(data).length > 0);
}

/** Text that is known later is in no name, so a checksum rolls the pods. */
function checksums([part, data]: [Part, Texts]): [string, pulumi.Input<string>][] {
  if (isKnown(data)) return [];
  const sum = pulumi.output(Object.entries(data).sort(byKey)).apply(checksum);
  return [[`progressive-delivery/${part}-checksum`, sum]];
}
