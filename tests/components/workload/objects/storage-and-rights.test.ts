import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../../components/config";
import { planWorkload } from "../../../../components/workload";
import { assertContains } from "../../../support/contains";
import { subjectOf, values } from "../../../support/services";

const plan = (...layers: DataObject[]) => planWorkload(subjectOf(...layers));
const before = (kind: string, ...layers: DataObject[]) =>
  plan(...layers).prerequisites.find((manifest) => manifest.kind === kind);
const mistakesOf = (layer: DataObject) => parse(service, values(layer)).findings.map(formatFinding);

describe("a claim for space on disks", () => {
  const persistentVolumeClaims = {
    data: { size: "10Gi", storageClassName: "fast" },
    cache: { size: 1000, retain: false, accessModes: ["ReadWriteMany"] },
  };

  it("is there before the pods, and nobody waits for it before there are pods", () => {
    assertContains(before("PersistentVolumeClaim", { persistentVolumeClaims }), {
      metadata: { name: "pay-data", annotations: { "pulumi.com/skipAwait": "true" } },
      spec: {
        storageClassName: "fast",
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "10Gi" } },
      },
    });
  });

  it("stays in the cluster when it leaves the program, unless the values say otherwise", () => {
    const { kept } = plan({ persistentVolumeClaims });
    assert.deepEqual(
      [...kept].map(({ metadata }) => metadata.name),
      ["pay-data"],
    );
  });
});

describe("the rights of a service", () => {
  const rules = [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "watch"] }];

  it("are those of its own ServiceAccount in its own namespace", () => {
    assert.deepEqual(before("Role", { rbac: { rules } })?.["rules"], rules);
    for (const [serviceAccount, name] of [
      [{}, "pay"],
      [{ create: false, name: "robot" }, "robot"],
    ] as const)
      assertContains(before("RoleBinding", { rbac: { rules }, serviceAccount }), {
        metadata: { name: "pay", namespace: "shop" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "pay" },
        subjects: [{ kind: "ServiceAccount", name, namespace: "shop" }],
      });
  });

  it("are none unless the values say so", () => {
    assert.equal(before("Role"), undefined);
  });
});

describe("a secret out of a store", () => {
  const secretStoreRef = { name: "vault", kind: "ClusterSecretStore" };
  const data = [{ secretKey: "password", remoteRef: { key: "pay/db", property: "password" } }];

  it("is awaited, so that pods find its Secret, and has the name that pods refer to", () => {
    const secret = before("ExternalSecret", { externalSecrets: { db: { secretStoreRef, data } } });
    assertContains(secret, {
      apiVersion: "external-secrets.io/v1",
      metadata: { name: "pay-db", annotations: { "pulumi.com/waitFor": "condition=Ready" } },
    });
    assert.deepEqual(secret?.["spec"], {
      secretStoreRef,
      refreshInterval: "1h",
      data,
      target: { name: "pay-db" },
    });
  });

  it("may have another name, and many keys at once", () => {
    const db = {
      secretStoreRef: { name: "vault" },
      dataFrom: [{ extract: { key: "pay" } }],
      target: { name: "old-name", creationPolicy: "Merge" },
    };
    assert.deepEqual(before("ExternalSecret", { externalSecrets: { db } })?.["spec"], {
      ...db,
      secretStoreRef: { name: "vault", kind: "SecretStore" },
      refreshInterval: "1h",
    });
  });

  it("says where its keys come from", () => {
    const [text, ...others] = mistakesOf({ externalSecrets: { db: { secretStoreRef } } });
    assert.match(text ?? "", /^externalSecrets\.db: .*expected data or dataFrom/);
    assert.deepEqual(others, []);
  });
});
