export { KubernetesObject, typeToken } from "./kubernetes-object";
export { type Manifest, type Metadata } from "./manifest";
export { renderNamespace } from "./namespace";
