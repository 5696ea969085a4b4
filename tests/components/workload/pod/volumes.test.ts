import assert from "node:assert/strict";
import { type DataObject } from "../../../../components/config";
import { list, main, podSpec } from "./rendered-pod";

const volumes = (one: DataObject) => {
  const layer = { volumes: [one], security: { tmp: false } };
  return { volumes: list(podSpec(layer), "volumes"), mounts: list(main(layer), "volumeMounts") };
};

describe("a volume", () => {
  it("is mounted where the values say, and as they say", () => {
    const how = { mountPath: "/cache", subPath: "a", readOnly: true, mountPropagation: "HostToContainer" };
    const emptyDir = { medium: "Memory", sizeLimit: "64Mi" };
    assert.deepEqual(volumes({ name: "cache", ...how, emptyDir }), {
      volumes: [{ name: "cache", emptyDir }],
      mounts: [{ name: "cache", ...how }],
    });
  });

  it("without a path is for other containers alone", () => {
    assert.deepEqual(volumes({ name: "shared", emptyDir: {} }), {
      volumes: [{ name: "shared", emptyDir: {} }],
      mounts: [],
    });
  });

  const sources: Record<string, [said: DataObject, rendered: DataObject]> = {
    emptyDir: [{ sizeLimit: 1024 }, { sizeLimit: "1024" }],
    configMap: [
      { name: "pay", items: [{ key: "a", path: "sub/a", mode: "0440" }], defaultMode: 0o400, optional: true },
      { name: "pay", items: [{ key: "a", path: "sub/a", mode: 0o440 }], defaultMode: 0o400, optional: true },
    ],
    secret: [
      { secretName: "pay-tls", defaultMode: "0400" },
      { secretName: "pay-tls", defaultMode: 0o400 },
    ],
    persistentVolumeClaim: [{ claimName: "pay-data" }, { claimName: "pay-data" }],
    downwardAPI: [
      { items: [{ path: "memory", resourceFieldRef: { resource: "limits.memory" } }] },
      { items: [{ path: "memory", resourceFieldRef: { containerName: "pay", resource: "limits.memory" } }] },
    ],
    projected: [
      {
        sources: [
          { serviceAccountToken: { path: "token", audience: "bank" } },
          { downwardAPI: { items: [{ path: "cpu", resourceFieldRef: { resource: "limits.cpu" } }] } },
        ],
      },
      {
        sources: [
          { serviceAccountToken: { path: "token", audience: "bank" } },
          {
            downwardAPI: {
              items: [{ path: "cpu", resourceFieldRef: { containerName: "pay", resource: "limits.cpu" } }],
            },
          },
        ],
      },
    ],
    csi: [
      { driver: "secrets-store.csi.k8s.io", volumeAttributes: { secretProviderClass: "pay" } },
      { driver: "secrets-store.csi.k8s.io", volumeAttributes: { secretProviderClass: "pay" } },
    ],
    ephemeral: [
      { volumeClaimTemplate: { spec: { resources: { requests: { storage: "1Gi" } } } } },
      {
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      },
    ],
    nfs: [
      { server: "nfs.example", path: "/pay" },
      { server: "nfs.example", path: "/pay" },
    ],
    hostPath: [
      { path: "/var/log", type: "Directory" },
      { path: "/var/log", type: "Directory" },
    ],
  };
  for (const [kind, [said, rendered]] of Object.entries(sources)) {
    it(`comes from ${kind}`, () => {
      assert.deepEqual(volumes({ name: "one", mountPath: "/one", [kind]: said }), {
        volumes: [{ name: "one", [kind]: rendered }],
        mounts: [{ name: "one", mountPath: "/one" }],
      });
    });
  }
});
