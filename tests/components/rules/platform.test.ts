import type { DataObject } from "../../../components/config";
import { platformRules } from "../../../components/rules/platform";
import { describePlatformRules } from "../../support/scoped-rule-cases";

const gateway = (...listeners: DataObject[]): { gateways: Record<string, DataObject> } => ({
  gateways: { public: { namespace: "gateways", gatewayClassName: "example", listeners } },
});
const web = { name: "web", port: 80, protocol: "HTTP" };
const secured = (certificate: DataObject) => ({
  ...{ name: "https", port: 443, protocol: "HTTPS", hostname: "*.shop.test" },
  tls: { certificate: { issuer: "own", ...certificate } },
});
const selfSigned = { own: { selfSigned: {} } };
const parts = { gatewayApi: {}, certManager: {}, issuers: selfSigned };
const certificate = (more: DataObject = {}): DataObject => ({
  namespace: "shop",
  issuer: "own",
  dnsNames: ["a.test"],
  ...more,
});
const asking = (...asked: DataObject[]): DataObject => ({
  ...parts,
  certificates: Object.fromEntries(asked.map((one, index) => [`cert-${index}`, certificate(one)])),
});
const ofAuthority = (solvers: DataObject[], more: DataObject): DataObject => ({
  ...asking(more),
  issuers: {
    own: {
      acme: { server: "https://acme.test/directory", privateKeySecretRef: { name: "account" }, solvers },
    },
  },
});
const http01 = { http01: { ingress: {} } };
const listenerAt = "gateways.public.listeners[0].tls.certificate";
const needs = (part: string): string =>
  `It needs ${part}, and the config has none. Write ${part}: {}, or ${part}: { install: false } where the cluster has it already.`;

describePlatformRules("rules about the parts of a platform", platformRules, [
  {
    rule: "platform-part",
    when: "a Gateway without its kind",
    refuses: gateway(web),
    with: `gateways.public: ${needs("gatewayApi")}`,
    accepts: [
      { ...gateway(web), gatewayApi: {} },
      { ...gateway(web), gatewayApi: { install: false } },
      { gateways: { public: { ...gateway(web).gateways["public"], create: false } } },
    ],
  },
  {
    rule: "platform-part",
    when: "what cert-manager has to do, without it",
    refuses: {
      ...gateway(secured({})),
      gatewayApi: {},
      issuers: selfSigned,
      certificates: { a: certificate() },
    },
    with: ["issuers.own", "certificates.a", listenerAt].map((at) => `${at}: ${needs("certManager")}`),
    accepts: [
      { ...parts, ...gateway(secured({})), certificates: { a: certificate() } },
      { certManager: { install: false }, issuers: selfSigned },
    ],
  },
  {
    rule: "certificate-issuer",
    when: "a misspelt issuer",
    refuses: { ...asking({ issuer: "onw" }), ...gateway(secured({ issuer: "theirs" })) },
    with: [
      `${listenerAt}.issuer: There is no issuer "theirs" in issuers. Known here: own. One of somebody else is named by {name, kind}.`,
      `certificates.cert-0.issuer: There is no issuer "onw" in issuers. Did you mean "own"? One of somebody else is named by {name, kind}.`,
    ],
    accepts: [asking({}), asking({ issuer: { name: "theirs" } })],
  },
  {
    rule: "certificate-issuer",
    when: "an issuer of another namespace",
    refuses: { ...asking({}), issuers: { own: { namespace: "infra", selfSigned: {} } } },
    with: `certificates.cert-0.issuer: The issuer "own" signs in the namespace infra alone, and the certificate is of shop. Take the namespace out of issuers.own, or use another one.`,
    accepts: { ...asking({}), issuers: { own: { namespace: "shop", selfSigned: {} } } },
  },
  {
    rule: "certificate-names-differ",
    when: "one Secret of two certificates",
    refuses: asking({}, { secretName: "cert-0" }),
    with: `certificates.cert-1: The Secret cert-0 is taken: the certificate cert-0 has it in the namespace shop. Set secretName, or ask for one certificate with the dnsNames of both.`,
    accepts: [asking({}, {}), asking({}, { secretName: "cert-0", namespace: "pay" })],
  },
  {
    rule: "certificate-names-differ",
    when: "the name of a listener's certificate",
    refuses: {
      ...parts,
      ...gateway(secured({})),
      certificates: { "public-https": certificate({ namespace: "gateways" }) },
    },
    with: `certificates.public-https: The name public-https is taken: the certificate public-https has it in the namespace gateways. Rename one of the two.`,
    accepts: { ...parts, ...gateway(secured({})), certificates: { "public-https": certificate() } },
  },
  {
    rule: "certificate-renewal",
    when: "a renewal outside of the time for which it is valid",
    refuses: asking(
      { duration: "2h", renewBefore: "2h" },
      { renewBefore: "4m" },
      { duration: "90m", renewBefore: "91m" },
    ),
    with: [
      `certificates.cert-0.renewBefore: 2h is not between 5m and the 2h for which it is valid. Leave it out for a third of that time.`,
      `certificates.cert-1.renewBefore: 4m is not between 5m and the 2160h for which it is valid. Leave it out for a third of that time.`,
      `certificates.cert-2.renewBefore: 91m is not between 5m and the 90m for which it is valid. Leave it out for a third of that time.`,
    ],
    accepts: asking({ duration: "2h", renewBefore: "119m" }, { renewBefore: "5m" }, {}),
  },
  {
    rule: "certificate-renewal",
    when: "less than an hour",
    refuses: asking({ duration: "59m" }),
    with: `certificates.cert-0.duration: 59m is less than an hour. Use 1h or more.`,
    accepts: asking({ duration: "1h" }),
  },
  {
    rule: "acme-wildcard",
    refuses: ofAuthority([http01], { dnsNames: ["a.test", "*.a.test"] }),
    with: `certificates.cert-0: *.a.test needs the dns01 challenge, and the issuer "own" has no such solver. Add a dns01 solver, or name the hosts one by one.`,
    accepts: [
      ofAuthority([http01, { dns01: { route53: {} } }], { dnsNames: ["*.a.test"] }),
      ofAuthority([http01], {}),
      asking({ dnsNames: ["*.a.test"] }),
    ],
  },
]);
