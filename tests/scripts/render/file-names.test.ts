import assert from "node:assert/strict";
import { fileNames } from "../../../scripts/render/file-names";

const object = (apiVersion: string, kind: string, name: string, namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
});
const namesOf = (...objects: ReturnType<typeof object>[]) => [...fileNames(objects).values()];

describe("the names of a folder's files", () => {
  it("are kind and name", () => {
    assert.deepEqual(
      namesOf(object("v1", "Service", "pay", "shop"), object("v1", "ConfigMap", "pay", "shop")),
      ["service-pay.yaml", "configmap-pay.yaml"],
    );
  });

  it("have group and namespace too where that is not enough", () => {
    const names = namesOf(
      object("v1", "Service", "pay", "shop"),
      object("v1", "Service", "pay", "mesh"),
      object("serving.knative.dev/v1", "Service", "pay", "shop"),
      object("v1", "Service", "site", "shop"),
    );
    assert.deepEqual(names, [
      "service-core..shop..pay.yaml",
      "service-core..mesh..pay.yaml",
      "service-serving.knative.dev..shop..pay.yaml",
      "service-site.yaml",
    ]);
  });

  it("have no characters that a file system refuses", () => {
    assert.deepEqual(namesOf(object("rbac.authorization.k8s.io/v1", "ClusterRole", "acme:pay/x")), [
      "clusterrole-acme_3a_pay_2f_x.yaml",
    ]);
  });
});
