import assert from "node:assert/strict";
import {
  type Data,
  type DataObject,
  formatFinding,
  isDataObject,
  parse,
  platform as platformSchema,
  type PlatformConfig,
  wantedCertificates,
} from "../../components/config";
import type { Manifest } from "../../components/manifests";
import { renderCertificate, renderGateways, renderIssuers } from "../../components/platform";
import { checkPlatform } from "../../components/rules";
import { type Environment, sharedEnvironment } from "../e2e/support/environment";
import { ApiServer } from "../support/api-server";
import { plain } from "../support/controller";
import { installObjectDefinitions } from "../support/definitions";
import { optionPaths } from "../support/option-paths";
import { missing } from "./support/kept";

const NAMESPACE = "platform-dry-run";

const secret = { name: "keys", key: "token" };
const http01 = { labels: { of: "acme" }, serviceType: "ClusterIP" };
const parentRef = {
  ...{ name: "public", namespace: NAMESPACE, sectionName: "web" },
  ...{ kind: "Gateway", group: "gateway.networking.k8s.io" },
};
const acme = {
  server: "https://acme.example/directory",
  email: "ops@shop.example",
  privateKeySecretRef: { name: "account", key: "tls.key" },
  externalAccountBinding: { keyID: "shop", keySecretRef: secret },
  preferredChain: "Example Root",
  profile: "shortlived",
  skipTLSVerify: false,
  caBundle: Buffer.from("certificates").toString("base64"),
  solvers: [
    {
      selector: { dnsNames: ["a.shop.example"], dnsZones: ["shop.example"], matchLabels: { of: "shop" } },
      http01: { gatewayHTTPRoute: { ...http01, parentRefs: [parentRef] } },
    },
    { http01: { ingress: { ingressClassName: "nginx", serviceType: "NodePort" } } },
    { http01: { ingress: { name: "shop" } } },
    { http01: { ingress: {} } },
    { dns01: { route53: { region: "eu-central-1", hostedZoneID: "Z1" } } },
    { dns01: { cloudDNS: { project: "shop", serviceAccountSecretRef: secret } } },
    { dns01: { cloudflare: { apiTokenSecretRef: secret } } },
    { dns01: { webhook: { groupName: "acme.example", solverName: "own", config: { any: 1 } } } },
  ],
};
/** One of each kind, and of each the least. */
const signers: Record<string, DataObject> = {
  acme: { acme },
  "acme-least": {
    acme: {
      server: acme.server,
      privateKeySecretRef: { name: "account" },
      solvers: [{ http01: { ingress: {} } }],
    },
  },
  ca: { ca: { secretName: "internal-ca" } },
  self: { selfSigned: {} },
  "self-listed": { selfSigned: { crlDistributionPoints: ["https://shop.example/withdrawn"] } },
  vault: {
    vault: { server: "https://vault.example", path: "pki/sign/shop", auth: { tokenSecretRef: secret } },
  },
  venafi: { venafi: { zone: "shop", cloud: { apiTokenSecretRef: secret } } },
};
const asked = {
  ...{ issuer: "self", secretName: "shop", dnsNames: ["shop.example"], duration: "48h", renewBefore: "8h" },
  privateKey: { algorithm: "ECDSA", size: 384, encoding: "PKCS8", rotationPolicy: "Always" },
  usages: ["server auth", "client auth"],
};
const theirs = { name: "theirs", kind: "StepIssuer", group: "certmanager.step.sm" };
const web = { name: "web", port: 80, protocol: "HTTP" };
const https = { name: "https", port: 443, protocol: "HTTPS" };
const gateway = { namespace: NAMESPACE, gatewayClassName: "example" };

const config: DataObject = {
  gatewayApi: {},
  certManager: {},
  issuers: {
    ...signers,
    ...Object.fromEntries(
      Object.entries(signers).map(([name, one]) => [`own-${name}`, { namespace: NAMESPACE, ...one }]),
    ),
  },
  certificates: {
    all: { ...asked, namespace: NAMESPACE, commonName: "shop.example", isCA: true },
    least: { namespace: NAMESPACE, issuer: "own-self", dnsNames: ["a.example"] },
    theirs: {
      namespace: NAMESPACE,
      issuer: theirs,
      dnsNames: ["b.example"],
    },
    ...Object.fromEntries(
      [
        { algorithm: "RSA", size: 4096, encoding: "PKCS1", rotationPolicy: "Never" },
        { algorithm: "Ed25519" },
      ].map((privateKey, index) => [
        `key-${index}`,
        { namespace: NAMESPACE, issuer: "self", dnsNames: ["c.example"], privateKey },
      ]),
    ),
  },
  gateways: {
    least: { ...gateway, create: true, listeners: [web] },
    all: {
      ...gateway,
      addresses: [{ type: "IPAddress", value: "192.0.2.1" }, { type: "Hostname" }],
      infrastructure: {
        labels: { of: "shop" },
        annotations: { note: "all" },
        parametersRef: { group: "example.com", kind: "Settings", name: "public" },
      },
      labels: { team: "shop" },
      annotations: { note: "all" },
      listeners: [
        {
          ...https,
          hostname: "*.shop.example",
          tls: {
            mode: "Terminate",
            certificate: { ...asked, secretName: "listener" },
            options: { "example.com/a": "b" },
          },
          allowedRoutes: {
            namespaces: {
              from: "Selector",
              selector: {
                matchLabels: { team: "shop" },
                matchExpressions: [{ key: "tier", operator: "In", values: ["web"] }],
              },
            },
            kinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
          },
        },
        { ...https, name: "plain", tls: { certificate: { issuer: theirs, dnsNames: ["d.example"] } } },
        {
          ...{ ...https, name: "theirs", hostname: "e.example" },
          tls: { certificateRefs: [{ group: "", kind: "Secret", name: "there", namespace: "elsewhere" }] },
          allowedRoutes: { namespaces: { from: "All" } },
        },
        { name: "through", port: 8443, protocol: "TLS", hostname: "f.example", tls: { mode: "Passthrough" } },
        { name: "raw", port: 9000, protocol: "TCP" },
        { name: "datagrams", port: 9000, protocol: "UDP" },
      ],
    },
  },
};

describe("what is rendered for a platform", function () {
  this.timeout(300_000);
  let env: Environment;
  let server: ApiServer;

  before(async () => {
    env = await sharedEnvironment();
    server = new ApiServer(env.plane);
    await installObjectDefinitions(server, "cert-manager-crds.yaml");
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } };
    await server.apply(namespace, { manager: "tests" });
  });
  after(() => env.cluster.delete("Namespace", NAMESPACE));

  const { value, findings } = parse(platformSchema, { role: "platform", ...config });

  it("is right for the rules", () => {
    assert.deepEqual([...findings, ...(value ? checkPlatform(value) : [])].map(formatFinding), []);
  });

  for (const object of value ? objectsOf(value) : [])
    it(`is accepted by the API server, with every key that it says: ${object.kind} ${object.metadata.name}`, async () => {
      const answer = await server.apply(object, { manager: "tests", dryRun: true });
      assert.deepEqual(missing(plain(object), answer), []);
    });

  it("would be refused with a key that cert-manager does not have", async () => {
    const [issuer] = renderIssuers(value?.issuers ?? {});
    assert.ok(issuer);
    const wrong = { ...issuer, spec: { ...Object(issuer["spec"]), signedBySelf: {} } };
    await assert.rejects(server.apply(wrong, { manager: "tests", dryRun: true }), /signedBySelf/);
  });

  it("is shown here with every option of gateways, issuers and certificates", () => {
    const silent = [...optionPaths(platformSchema)].filter(
      (path) => /^(gateways|issuers|certificates)\b/.test(path) && !says(config, path.split(".")),
    );
    assert.deepEqual(silent, []);
  });
});

function objectsOf({ gateways, issuers, certificates }: PlatformConfig): Manifest[] {
  const wanted = wantedCertificates(gateways, certificates);
  return [
    ...renderIssuers(issuers),
    ...wanted.map((one) => renderCertificate(one, issuers)),
    ...renderGateways(gateways),
  ];
}

/** Whether anything is said at an option's path, such as `issuers.*.acme.solvers[].http01`. */
function says(value: Data, [key, ...rest]: readonly string[]): boolean {
  if (value === undefined || key === undefined) return value !== undefined;
  if (!isDataObject(value)) return false;
  if (key === "*") return Object.values(value).some((one) => says(one, rest));
  const isList = key.endsWith("[]");
  const inner = value[isList ? key.slice(0, -2) : key];
  if (!isList) return says(inner, rest);
  return Array.isArray(inner) && inner.some((one: Data) => says(one, rest));
}
