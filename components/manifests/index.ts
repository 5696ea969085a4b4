export { checksum, checksumOf } from "./checksum";
export { logWarnings, warningsOf } from "./findings";
export { KubernetesObject, typeToken } from "./kubernetes-object";
export { type Manifest, type Metadata } from "./manifest";
export { renderNamespace } from "./namespace";
export { said } from "./said";
export { instanceOfSubject, labels, metadata, selectorLabels, type Subject } from "./subject";
