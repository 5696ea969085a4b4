import assert from "node:assert/strict";
import fc from "fast-check";
import { type DataObject } from "../../../../components/config";
import { assertContains } from "../../../support/contains";
import { containers, initContainers, list, main, mapAt, object, podSpec } from "./rendered-pod";

const allow = (exceptions: DataObject): DataObject => ({ security: { allow: exceptions } });
const rights = (...layers: DataObject[]) => mapAt(main(...layers), "securityContext");
const ofPod = (...layers: DataObject[]) => mapAt(podSpec(...layers), "securityContext");
const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};
const proxy = (values: DataObject = {}): DataObject => ({
  sidecars: { proxy: { image: "registry.example/proxy:1", ...values } },
});

describe("the rights of a service's pods", () => {
  it("are those of the restricted standard, with an image that nobody can write to", () => {
    assert.deepEqual(ofPod(), { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    assert.deepEqual(rights(), restricted);
    assert.deepEqual(initContainers(proxy())[0]?.["securityContext"], restricted);
  });

  it("are opened one by one, each with a reason", () => {
    assert.deepEqual(ofPod(allow({ root: "r" })), { seccompProfile: { type: "RuntimeDefault" } });
    assert.deepEqual(ofPod(allow({ unconfined: "r" })), {
      runAsNonRoot: true,
      seccompProfile: { type: "Unconfined" },
    });
    const { readOnlyRootFilesystem, ...writable } = restricted;
    assert.deepEqual(rights(allow({ writableRoot: "r" })), writable);
    const { allowPrivilegeEscalation, ...escalating } = restricted;
    assert.deepEqual(rights(allow({ privilegeEscalation: "r" })), escalating);
    assert.deepEqual(rights(allow({ capabilities: { NET_BIND_SERVICE: "r", CHOWN: "r" } })), {
      ...restricted,
      capabilities: { drop: ["ALL"], add: ["CHOWN", "NET_BIND_SERVICE"] },
    });
  });

  it("let a privileged container escalate, as the API server asks", () => {
    assert.deepEqual(rights(allow({ privileged: "r" })), { privileged: true, readOnlyRootFilesystem: true });
    assert.equal("allowPrivilegeEscalation" in rights(allow({ capabilities: { SYS_ADMIN: "r" } })), false);
  });

  it("hand on users and groups", () => {
    const ids = { runAsUser: 1000, runAsGroup: 1001, fsGroup: 0, supplementalGroups: [7] };
    assertContains(ofPod({ security: ids }), ids);
  });

  it("of a sidecar stay closed when the main container's are opened, and the other way round", () => {
    assertContains(initContainers(proxy(), allow({ root: "r", unconfined: "r" }))[0], {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    });
    const opened = proxy({ security: { runAsUser: 0, allow: { root: "r", unconfined: "r" } } });
    assertContains(initContainers(opened)[0], {
      securityContext: { runAsNonRoot: false, runAsUser: 0, seccompProfile: { type: "Unconfined" } },
    });
    assert.equal(ofPod(opened)["runAsNonRoot"], true);
  });

  it("reach the node only with a reason, and then ask the cluster's DNS all the same", () => {
    const { hostNetwork, hostPID, hostIPC, dnsPolicy } = podSpec(
      allow({ hostNetwork: "r", hostPID: "r", hostIPC: "r" }),
    );
    assert.deepEqual(
      { hostNetwork, hostPID, hostIPC, dnsPolicy },
      { hostNetwork: true, hostPID: true, hostIPC: true, dnsPolicy: "ClusterFirstWithHostNet" },
    );
    assertContains(main(allow({ hostNetwork: "r" })), { ports: [{ containerPort: 80, hostPort: 80 }] });
  });

  it("keep the reasons on the workload, where another word starts no pods", () => {
    const values = (reason: string) => [
      allow({ root: reason, capabilities: { CHOWN: "old image" } }),
      proxy({ security: { allow: { writableRoot: "cache" } } }),
    ];
    for (const [kind, enabled] of [
      ["Deployment", false],
      ["Rollout", true],
    ] as const)
      assert.equal(
        mapAt(object(kind, ...values("port 80"), { rollout: { enabled } }), "metadata", "annotations")[
          "progressive-delivery/security-exceptions"
        ],
        "root: port 80; capabilities.CHOWN: old image; sidecars.proxy.writableRoot: cache",
      );
    assert.deepEqual(podSpec(...values("port 80")), podSpec(...values("another word")));
  });

  it("hold for every container, whatever is opened for others", () => {
    const reasons = fc.record({ root: fc.constant("r"), privileged: fc.constant("r") }, { requiredKeys: [] });
    fc.assert(
      fc.property(reasons, reasons, (ofMain, ofSide) => {
        const layers = [
          allow({ ...ofMain }),
          proxy({ security: { allow: { ...ofSide } } }),
          { sidecars: { logs: { image: "registry.example/logs:1", native: false } } },
        ];
        const podIsOpen = ofPod(...layers)["runAsNonRoot"] !== true;
        const all = [...containers(...layers), ...initContainers(...layers)];
        for (const { name, securityContext } of all) {
          const { runAsNonRoot, privileged } = mapAt({ securityContext }, "securityContext");
          const { root, privileged: reason } = name === "pay" ? ofMain : name === "proxy" ? ofSide : {};
          assert.equal((runAsNonRoot ?? !podIsOpen) === true, root === undefined, String(name));
          assert.equal(privileged === true, reason !== undefined, String(name));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("a place for temporary files", () => {
  const mounts = (...layers: DataObject[]) => list(main(...layers), "volumeMounts").map((one) => one["name"]);
  const volumes = (...layers: DataObject[]) => list(podSpec(...layers), "volumes").map((one) => one["name"]);

  it("is made for each container, because the image is read-only", () => {
    assert.deepEqual(mounts(), ["tmp"]);
    assert.deepEqual(volumes(proxy()), ["tmp", "tmp-proxy"]);
  });

  it("is left out where something else is mounted there, or where it is not wanted", () => {
    const own = { volumes: [{ name: "tmp", mountPath: "/tmp", emptyDir: { sizeLimit: "1Gi" } }] };
    assert.deepEqual(volumes(own), ["tmp"]);
    assert.deepEqual(mounts(own), ["tmp"]);
    assert.deepEqual(mounts({ configFiles: { "/tmp/a.yaml": "a" } }), ["config-0"]);
    assert.deepEqual(volumes({ security: { tmp: false } }), []);
    assert.deepEqual(volumes(allow({ writableRoot: "r" })), []);
    assert.deepEqual(volumes(proxy({ security: { tmp: false } })), ["tmp"]);
  });
});
