import type { Data } from "../../../components/config";
import { canary, type Specs } from "../support/specs";

const pods = (values: Parameters<typeof canary>[1]) =>
  canary({ steps: [{ setWeight: 50 }, { pause: {} }] }, values);
const variable = (name: string, valueFrom?: Data) =>
  pods({ env: [{ name, ...(valueFrom ? { valueFrom } : { value: "x" }) }] });
const resources = (requests: Record<string, Data>, limits: Record<string, Data> = {}) =>
  pods({ resources: { requests, limits } });
const image = "registry.example/proxy:1";
const sidecar = (values: Record<string, Data>) => ({ sidecars: { proxy: { image, ...values } } });
const cache = (name: string) => ({ name, mountPath: "/cache", emptyDir: {} });
const gpu = "example.com/gpu";

/** What no pod template may say. */
export const podTemplates: Specs = {
  "a variable's name with a blank": variable("A B"),
  "a variable's name with an equals sign": variable("A=B"),
  "a field that pods do not have": variable("A", { fieldRef: { fieldPath: "metadata.nam" } }),
  "a Secret's name that no object can have": variable("A", { secretKeyRef: { name: "A_B", key: "a" } }),
  "a Secret without a name": variable("A", { secretKeyRef: { name: "", key: "a" } }),
  "a Secret's key with a slash": variable("A", { secretKeyRef: { name: "a", key: "k/k" } }),
  "a ConfigMap's key that is empty": variable("A", { configMapKeyRef: { name: "a", key: "" } }),
  "a quantity that is a word": resources({ cpu: "abc" }),
  "a quantity with a byte too much": resources({ memory: "64MB" }),
  "a quantity below zero": resources({ cpu: -1 }),
  "a request above its limit": resources({ cpu: 2 }, { cpu: 1 }),
  "a resource that nobody has": resources({ cpus: 1 }),
  "a device without a limit": resources({ [gpu]: 1 }),
  "half a device": resources({ [gpu]: "500m" }, { [gpu]: "500m" }),
  "huge pages without a limit": resources({ "hugepages-2Mi": "2Mi" }),
  "a liveness that needs two good answers": pods({ livenessProbe: { httpGet: {}, successThreshold: 2 } }),
  "a startup that needs two good answers": pods({ startupProbe: { httpGet: {}, successThreshold: 2 } }),
  "a port's name in capitals": pods({ readinessProbe: { httpGet: { port: "HTTP_PORT" } } }),
  "an identity with a blank": pods({ serviceAccount: { name: "A B" } }),
  "a drain that outlives the grace period": pods({ drainSeconds: 40 }),
  "two volumes at one place": pods({ volumes: [cache("a"), cache("b")] }),
  "two containers of one name": pods({ ...sidecar({}), initContainers: { proxy: { image } } }),
  "a volume that is not there": pods(sidecar({ volumeMounts: [{ name: "a", mountPath: "/a" }] })),
  "mounts for the node without the right": pods({
    volumes: [{ ...cache("a"), mountPropagation: "Bidirectional" }],
  }),
  "the node's processes and the pod's": pods({
    shareProcessNamespace: true,
    security: { allow: { hostPID: "debugging" } },
  }),
  "nobody to ask for names": pods({ dnsPolicy: "None" }),
};
