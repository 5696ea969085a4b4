import assert from "node:assert/strict";
import { platform } from "../../../components/config";
import { gatewayApiUrl, isOfRelease, planGatewayApi, servedKinds } from "../../../components/platform";

const config = (gatewayApi: object) => {
  const { gatewayApi: parsed } = platform.parse({ role: "platform", gatewayApi });
  assert.ok(parsed);
  return parsed;
};
const manifest = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: httproutes.gateway.networking.k8s.io
  annotations: { gateway.networking.k8s.io/channel: standard, gateway.networking.k8s.io/bundle-version: v1.6.3 }
spec:
  group: gateway.networking.k8s.io
  names: { kind: HTTPRoute, plural: httproutes }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, description: A route. } } }
    - { name: v1alpha2, served: false, storage: false }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: safe-upgrades }
`;

describe("the Gateway API of a platform", () => {
  it("has lean CRDs, and what guards them", () => {
    const plan = planGatewayApi(manifest, config({}));
    assert.equal(JSON.stringify(plan.crds).includes("A route."), false);
    assert.deepEqual(
      plan.guards.map(({ kind }) => kind),
      ["ValidatingAdmissionPolicy"],
    );
    assert.deepEqual(servedKinds(plan), ["gateway.networking.k8s.io/v1/HTTPRoute"]);
  });

  it("is of the release and the channel that are asked for", () => {
    assert.throws(
      () => planGatewayApi(manifest, config({ channel: "experimental" })),
      /gatewayApi\.manifest: its channel is standard, and gatewayApi\.channel asks for experimental\./,
    );
    assert.throws(
      () => planGatewayApi(manifest, config({ version: "1.5.0" })),
      /its version is v1\.6\.3, and gatewayApi\.version asks for v1\.5\.0\./,
    );
    assert.throws(() => planGatewayApi("", config({})), /no CustomResourceDefinition/);
  });

  it("is known for what it is by what its CRDs say", () => {
    const said = manifest.replace(/annotations: \{ (.*), (.*) \}/, "annotations:\n    $1\n    $2");
    assert.equal(isOfRelease(said, config({})), true);
    assert.equal(isOfRelease(said, config({ channel: "experimental" })), false);
    assert.equal(isOfRelease(said, config({ version: "1.6.0" })), false);
  });

  it("comes from the release of its channel", () => {
    assert.match(gatewayApiUrl("1.6.3", "standard"), /v1\.6\.3\/standard-install\.yaml$/);
  });
});
