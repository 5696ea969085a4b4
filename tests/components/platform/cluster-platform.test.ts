import assert from "node:assert/strict";
import { ClusterPlatform, ConfigError } from "../../../components";
import { registeredBy } from "../../support/mocks";
import { assertContains } from "../../support/contains";

const CERT_MANAGER = "kubernetes-cert-manager:index:CertManager";
const acme = {
  server: "https://acme.test/directory",
  privateKeySecretRef: { name: "account" },
  solvers: [{ http01: { gatewayHTTPRoute: { parentRefs: [{ name: "public", namespace: "gateways" }] } } }],
};
const listener = { name: "https", port: 443, protocol: "HTTPS" as const, hostname: "shop.test" };

describe("ClusterPlatform", function () {
  this.timeout(30_000);

  it("registers cert-manager before what needs it, and the Gateway last", async () => {
    const tls = { certificate: { issuer: "public" } };
    const registered = await registeredBy(
      () =>
        new ClusterPlatform("platform", {
          namespaces: { gateways: { podSecurity: { enforce: "baseline" } } },
          gatewayApi: { install: false },
          gateways: {
            public: { namespace: "gateways", gatewayClassName: "example", listeners: [{ ...listener, tls }] },
          },
          certManager: { version: "v1.21.2", values: { replicaCount: 2 } },
          issuers: { public: { acme } },
        }),
      CERT_MANAGER,
    );
    const types = registered
      .map(({ type }) => type.split(":").at(-1))
      .filter((type) => !/ClusterPlatform|After/.test(String(type)));
    assert.deepEqual(types.slice(-4), ["CertManager", "ClusterIssuer", "Certificate", "Gateway"]);
    assertContains(
      registered.find(({ type }) => type === CERT_MANAGER),
      {
        inputs: {
          installCRDs: true,
          replicaCount: 2,
          extraArgs: ["--enable-gateway-api"],
          helmOptions: { namespace: "cert-manager", version: "v1.21.2" },
        },
      },
    );
  });

  it("makes nothing of what is not named", async () => {
    const registered = await registeredBy(() => new ClusterPlatform("platform", {}));
    assert.deepEqual(
      registered.filter(({ type }) => !/ClusterPlatform|After/.test(type)),
      [],
    );
  });

  it("refuses what is wrong before anything is registered", () => {
    assert.throws(
      () => new ClusterPlatform("platform", { issuers: { own: { selfSigned: {} } } }),
      ConfigError,
    );
  });
});
