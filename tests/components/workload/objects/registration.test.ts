import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ServiceWorkload } from "../../../../components";
import { registeredBy } from "../../../support/mocks";

describe("ServiceWorkload with objects around it", () => {
  const args = {
    namespace: "shop",
    image: { repository: "registry.example/pay" },
    preDeploy: { enabled: true },
    persistentVolumeClaims: { data: { size: "1Gi" }, cache: { size: "1Gi", retain: false } },
    externalSecrets: { db: { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "pay" } }] } },
  };

  for (const slow of ["kubernetes:batch/v1:Job", "kubernetes:external-secrets.io/v1:ExternalSecret"])
    it(`runs the Job after all that it needs and before the workload, also when a ${slow.replace(/^.*:/, "")} is slow`, async () => {
      const registered = await registeredBy(() => new ServiceWorkload("pay", args), slow);
      const kinds = registered.map(({ type }) => type.replace(/^.*:/, "")).filter((kind) => kind !== "After");
      const job = kinds.indexOf("Job");
      for (const needed of ["ServiceAccount", "ExternalSecret", "PersistentVolumeClaim", "Service"])
        assert.ok(kinds.indexOf(needed) < job && kinds.includes(needed), kinds.join(", "));
      assert.ok(job < kinds.indexOf("Deployment"), kinds.join(", "));
    });

  it("leaves a claim in the cluster when it goes, where it is to be kept", async () => {
    const retained: string[] = [];
    const transformations: pulumi.ResourceTransformation[] = [
      ({ name, opts }) => {
        if ("retainOnDelete" in opts && opts.retainOnDelete === true) retained.push(name);
        return undefined;
      },
    ];
    await registeredBy(() => new ServiceWorkload("pay", args, { transformations }));
    assert.deepEqual(retained, ["pay-data"]);
  });
});
