import assert from "node:assert/strict";
import {
  type DataObject,
  formatFinding,
  parse,
  platform,
  type PlatformConfig,
} from "../../../components/config";
import {
  knownGateways,
  renderCertificate,
  renderGateways,
  renderIssuers,
} from "../../../components/platform";
import { wantedCertificates } from "../../../components/config";

function read(config: DataObject): PlatformConfig {
  const { value, findings } = parse(platform, { role: "platform", ...config });
  assert.ok(value, findings.map(formatFinding).join("\n"));
  return value;
}
const mistakes = (config: DataObject): string[] =>
  parse(platform, { role: "platform", ...config }).findings.map(formatFinding);

const gateway = (...listeners: DataObject[]): DataObject => ({
  gateways: { public: { namespace: "gateways", gatewayClassName: "example", listeners } },
});
const web = { name: "web", port: 80, protocol: "HTTP" };
const at = "gateways.public.listeners";
const secured = (tls: DataObject, more: DataObject = {}): DataObject => ({
  ...{ name: "https", port: 443, protocol: "HTTPS", hostname: "*.shop.test", tls },
  ...more,
});
const parts = { gatewayApi: {}, certManager: {}, issuers: { own: { selfSigned: {} } } };

describe("the listeners of a Gateway", () => {
  const wrong: [string, DataObject[], string][] = [
    [
      "a name twice",
      [web, { ...web, port: 81 }],
      `${at}[1].name: "web" is not valid: expected a name that no other`,
    ],
    [
      "a port, protocol and host twice",
      [web, { ...web, name: "b" }],
      `${at}[1].port: 80 is not valid: expected a port, protocol and hostname`,
    ],
    [
      "two protocols on one port",
      [web, { name: "raw", port: 80, protocol: "TCP" }],
      `${at}[1].protocol: "TCP" is not valid: expected a port of its own: web speaks HTTP on 80.`,
    ],
    [
      "a host of TCP",
      [{ ...web, protocol: "TCP", hostname: "a.test" }],
      `${at}[0].hostname: "a.test" is not valid: expected none`,
    ],
    [
      "certificates of HTTP",
      [{ ...web, tls: {} }],
      `${at}[0].tls: {"mode":"Terminate"} is not valid: expected none`,
    ],
    ["HTTPS without", [{ ...web, protocol: "HTTPS" }], `${at}[0].tls: A value is needed: expected tls`],
    [
      "Terminate without a certificate",
      [secured({})],
      `${at}[0].tls: {"mode":"Terminate"} is not valid: expected certificateRefs`,
    ],
    [
      "Passthrough with one",
      [secured({ mode: "Passthrough", certificateRefs: [{ name: "a" }] }, { protocol: "TLS" })],
      "expected no certificate beside Passthrough",
    ],
    [
      "Passthrough of HTTPS",
      [secured({ mode: "Passthrough" })],
      `${at}[0].tls.mode: "Passthrough" is not valid: expected Terminate`,
    ],
  ];
  for (const [what, listeners, message] of wrong)
    it(`have no ${what}`, () => {
      const said = mistakes(gateway(...listeners));
      assert.equal(said.length, 1, said.join("\n"));
      assert.ok(said[0]?.includes(message), said[0]);
    });

  it("may share a port by host, also HTTPS with TLS", () => {
    const passthrough = {
      name: "through",
      port: 443,
      protocol: "TLS",
      hostname: "raw.test",
      tls: { mode: "Passthrough" },
    };
    const both = [
      secured({ certificateRefs: [{ name: "a" }] }),
      passthrough,
      web,
      { ...web, name: "b", hostname: "b.test" },
    ];
    assert.deepEqual(mistakes(gateway(...both)), []);
  });
});

describe("a platform", () => {
  it("makes a certificate for a listener, and gives the listener its Secret", () => {
    const config = read({ ...parts, ...gateway(secured({ certificate: { issuer: "own" } })) });
    const [certificate] = wantedCertificates(config.gateways, config.certificates);
    assert.ok(certificate);
    assert.deepEqual(renderCertificate(certificate, config.issuers), {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: {
        name: "public-https",
        namespace: "gateways",
        labels: { "app.kubernetes.io/managed-by": "pulumi" },
      },
      spec: {
        secretName: "public-https-tls",
        dnsNames: ["*.shop.test"],
        issuerRef: { name: "own", kind: "ClusterIssuer", group: "cert-manager.io" },
      },
    });
    const [rendered] = renderGateways(config.gateways);
    assert.deepEqual(Object(rendered?.["spec"]).listeners[0].tls, {
      mode: "Terminate",
      certificateRefs: [{ name: "public-https-tls" }],
    });
    assert.deepEqual(renderIssuers(config.issuers)[0]?.["spec"], { selfSigned: {} });
  });

  it("makes no Gateway that is there, and tells services of it all the same", () => {
    const { gateways } = read({
      gateways: { old: { create: false, namespace: "infra", gatewayClassName: "example", listeners: [web] } },
    });
    assert.deepEqual(renderGateways(gateways), []);
    assert.deepEqual(knownGateways(gateways), [
      {
        ...{ name: "old", namespace: "infra" },
        listeners: [
          { name: "web", port: 80, protocol: "HTTP", from: "Same", kinds: ["HTTPRoute", "GRPCRoute"] },
        ],
      },
    ]);
  });
});
