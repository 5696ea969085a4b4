import assert from "node:assert/strict";

import {
  ContainerConfigError,
  environmentOf,
  type Lookup,
} from "../../../../../scripts/local/plane/controller-runner/environment";
import type { Container } from "../../../../../scripts/local/plane/controller-runner/pod";
import { podWith } from "./pods";

const objects: Record<string, Record<string, string>> = {
  "ConfigMap settings": { level: "debug" },
  "Secret token": { value: "s3cret" },
};
const lookup: Lookup = (kind, name) => Promise.resolve(objects[`${kind} ${name}`]);
const environment = (container: Partial<Container>) => environmentOf(podWith(container), lookup);
/** The one variable X of a container. */
const variable = async (x: object, container: Partial<Container> = {}) =>
  (await environment({ ...container, env: [{ name: "X", ...x }] }))["X"];

describe("the environment of a controller's process", () => {
  it("is the container's, and where its ServiceAccount lives", async () => {
    assert.deepEqual(
      await environment({ env: [{ name: "GOMEMLIMIT", value: "180MiB" }, { name: "EMPTY" }] }),
      {
        ...{ GOMEMLIMIT: "180MiB", EMPTY: "", POD_NAMESPACE: "rollouts" },
      },
    );
  });

  it("lets a variable use those before it, and override what is there", async () => {
    const env = [
      { name: "POD_NAMESPACE", value: "other" },
      { name: "A", value: "$(POD_NAMESPACE)/$(B)" },
      { name: "B", value: "b" },
    ];
    assert.deepEqual(await environment({ env }), { POD_NAMESPACE: "other", A: "other/$(B)", B: "b" });
  });

  const fields: [string, string][] = [
    ["metadata.name", "argo-rollouts-a"],
    ["metadata.namespace", "rollouts"],
    ["metadata.uid", "u-1"],
    ["metadata.labels['app.kubernetes.io/name']", "argo-rollouts"],
    ["metadata.annotations['none']", ""],
    ["spec.nodeName", "local"],
    ["spec.serviceAccountName", "argo-rollouts"],
  ];
  for (const [fieldPath, value] of fields)
    it(`knows ${fieldPath} of the pod`, async () => {
      assert.equal(await variable({ valueFrom: { fieldRef: { fieldPath } } }), value);
    });

  const resources = { limits: { memory: "256Mi", cpu: "1500m" }, requests: undefined };
  const amounts: [object, string | undefined][] = [
    [{ resource: "limits.memory" }, String(256 * 2 ** 20)],
    [{ resource: "limits.memory", divisor: "1Mi" }, "256"],
    [{ resource: "limits.memory", divisor: "0" }, String(256 * 2 ** 20)],
    [{ resource: "limits.cpu" }, "2"],
    [{ resource: "requests.cpu" }, undefined],
  ];
  for (const [resourceFieldRef, value] of amounts)
    it(`takes ${JSON.stringify(resourceFieldRef)} for ${value ?? "nothing"}`, async () => {
      assert.equal(await variable({ valueFrom: { resourceFieldRef } }, { resources }), value);
    });

  it("reads keys, and whole objects, of ConfigMaps and Secrets", async () => {
    assert.equal(
      await variable({ valueFrom: { configMapKeyRef: { name: "settings", key: "level" } } }),
      "debug",
    );
    const secretKeyRef = { name: "token", key: "value" };
    assert.equal(await variable({ valueFrom: { secretKeyRef } }), "s3cret");
    const envFrom = [{ prefix: "C_", configMapRef: { name: "settings" } }, { secretRef: { name: "token" } }];
    assert.deepEqual(await environment({ envFrom }), {
      ...{ POD_NAMESPACE: "rollouts", C_level: "debug", value: "s3cret" },
    });
  });

  const missing: [string, Partial<Container>, string][] = [
    ["a Secret", { envFrom: [{ secretRef: { name: "no" } }] }, 'secret "no" not found'],
    [
      "a ConfigMap",
      { env: [{ name: "X", valueFrom: { configMapKeyRef: { name: "no", key: "k" } } }] },
      'configmap "no" not found',
    ],
    [
      "a key",
      { env: [{ name: "X", valueFrom: { secretKeyRef: { name: "token", key: "k" } } }] },
      "couldn't find key k in Secret rollouts/token",
    ],
  ];
  for (const [what, container, message] of missing)
    it(`is refused for ${what} that is not there`, async () => {
      await assert.rejects(environment(container), new ContainerConfigError(message));
    });

  it("goes without what is not there, where that is optional", async () => {
    const optional = true;
    const envFrom = [{ secretRef: { name: "no", optional } }];
    const env = [{ name: "X", valueFrom: { secretKeyRef: { name: "no", key: "k", optional } } }];
    assert.deepEqual(await environment({ envFrom, env }), { POD_NAMESPACE: "rollouts" });
  });
});
