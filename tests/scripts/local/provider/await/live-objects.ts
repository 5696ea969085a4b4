import type { KubeObject } from "../../../../../scripts/local/provider/await";

/** What a test says about a workload beside its name. */
interface Options {
  tag?: string;
  cpu?: string;
  /** Further fields of its spec. */
  spec?: object;
}

function podSpec({ tag = "1.0", cpu = "1m" }: Options) {
  const containers = [
    { name: "app", image: `registry.example/app:${tag}`, resources: { requests: { cpu } } },
  ];
  return { containers, terminationGracePeriodSeconds: 1 };
}

/** A Deployment, ReplicaSet, StatefulSet (two pods) or DaemonSet. */
export function workload(namespace: string, kind: string, name: string, options: Options = {}): KubeObject {
  const labels = { app: name };
  const own: Record<string, object> = { DaemonSet: {}, StatefulSet: { replicas: 2, serviceName: name } };
  const template = { metadata: { labels }, spec: podSpec(options) };
  const spec = {
    selector: { matchLabels: labels },
    template,
    ...(own[kind] ?? { replicas: 2 }),
    ...options.spec,
  };
  return { apiVersion: "apps/v1", kind, metadata: { name, namespace }, spec };
}

export function job(namespace: string, name: string, options: Options = {}): KubeObject {
  const template = { spec: { ...podSpec(options), restartPolicy: "Never" } };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace },
    spec: { template, ...options.spec },
  };
}

export function podOf(namespace: string, name: string): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels: { app: name } },
    spec: podSpec({}),
  };
}

/** A Service of the pods with that `app` label. */
export function service(namespace: string, name: string): KubeObject {
  const spec = { selector: { app: name }, ports: [{ port: 80 }] };
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace }, spec };
}

export function namespaceOf(name: string): KubeObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

/** The definition of the kind `Test` in a group. */
export function crd(group: string): KubeObject {
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  const names = { plural: "tests", singular: "test", kind: "Test", listKind: "TestList" };
  const versions = [{ name: "v1", served: true, storage: true, schema }];
  const spec = { group, scope: "Namespaced", names, versions };
  const metadata = { name: `tests.${group}` };
  return { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata, spec };
}
