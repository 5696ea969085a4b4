import { z } from "zod";
import { freeForm, name, objectName } from "../scalars";

const secretKey = z.strictObject({
  name: name.describe("Name of the Secret."),
  key: name.optional().describe("Its key."),
});

const parentRef = z.strictObject({
  name: name.describe("Name of the Gateway."),
  namespace: name.optional().describe("Its namespace."),
  sectionName: name.optional().describe("Name of a listener, of the protocol HTTP on port 80."),
  kind: name.optional().describe("Default Gateway."),
  group: name.optional().describe("API group."),
});

const http01 = z
  .strictObject({
    gatewayHTTPRoute: z
      .strictObject({
        parentRefs: z.array(parentRef).min(1).describe("Gateways that the authority's question comes in by."),
        labels: z
          .record(z.string(), z.string())
          .optional()
          .describe("Labels of the routes that are made for it."),
        serviceType: name.optional().describe("Type of the Services that are made for it."),
      })
      .optional()
      .describe("Through a Gateway. cert-manager needs its Gateway API support turned on."),
    ingress: z
      .strictObject({
        ingressClassName: name.optional().describe("Class of the Ingress that is made for it."),
        name: name.optional().describe("An Ingress that is changed for it instead."),
        serviceType: name.optional().describe("Type of the Services that are made for it."),
      })
      .optional()
      .describe("Through an Ingress."),
  })
  .refine(({ gatewayHTTPRoute, ingress }) => (gatewayHTTPRoute === undefined) !== (ingress === undefined), {
    error: "expected gatewayHTTPRoute or ingress",
    when: ({ issues }) => issues.length === 0,
  });

const solver = z
  .strictObject({
    selector: z
      .strictObject({
        dnsNames: z.array(name).optional().describe("Hosts for which it is used."),
        dnsZones: z.array(name).optional().describe("Zones for which it is used."),
        matchLabels: z.record(z.string(), z.string()).optional().describe("Labels of certificates."),
      })
      .optional()
      .describe("When it is used. Default: for every host."),
    http01: http01.optional().describe("The authority asks the host for a page."),
    dns01: freeForm
      .optional()
      .describe(
        "The authority asks for a DNS record: one provider of cert-manager's, with its own keys (`route53`, `cloudDNS`, ...).",
      ),
  })
  .refine(({ http01: page, dns01 }) => (page === undefined) !== (dns01 === undefined), {
    error: "expected http01 or dns01",
    when: ({ issues }) => issues.length === 0,
  });

const acme = z.strictObject({
  server: z.url().describe("URL of the authority's directory."),
  email: z.string().min(3).optional().describe("Where the authority writes to before a certificate ends."),
  privateKeySecretRef: secretKey.describe("Secret that gets the account's key."),
  externalAccountBinding: z
    .strictObject({
      keyID: name.describe("Id of the key."),
      keySecretRef: secretKey.describe("Secret that has the key."),
    })
    .optional()
    .describe("An account that the authority knows already."),
  preferredChain: z.string().max(64).optional().describe("Common name of the root whose chain is preferred."),
  profile: name.optional().describe("Profile of the authority, such as `shortlived`."),
  skipTLSVerify: z
    .boolean()
    .optional()
    .describe("True: whoever answers is taken for the authority. For tests alone."),
  caBundle: name
    .optional()
    .describe("PEM certificates, in base64, that the authority's server is checked with."),
  solvers: z.array(solver).min(1).describe("How one shows that a host is one's own."),
});

const kinds = {
  acme: acme.optional().describe("An authority that speaks ACME, such as Let's Encrypt."),
  ca: z
    .strictObject({ secretName: name.describe("Secret with `tls.crt` and `tls.key`.") })
    .optional()
    .describe("A certificate of one's own that signs others."),
  selfSigned: z
    .strictObject({
      crlDistributionPoints: z.array(name).optional().describe("URLs of lists of withdrawn ones."),
    })
    .optional()
    .describe("Each certificate signs itself."),
  vault: freeForm.optional().describe("Vault, with cert-manager's own keys."),
  venafi: freeForm.optional().describe("CyberArk (Venafi), with cert-manager's own keys."),
};
export const issuerKinds = ["acme", "ca", "selfSigned", "vault", "venafi"] as const;

/** Upstream: cert-manager `IssuerSpec`. */
export const issuer = z
  .strictObject({
    namespace: objectName.optional().describe("Makes an Issuer in it. Default: a ClusterIssuer."),
    ...kinds,
  })
  .refine((one) => issuerKinds.filter((kind) => one[kind] !== undefined).length === 1, {
    error: `expected exactly one of ${issuerKinds.join(", ")}`,
    when: ({ issues }) => issues.length === 0,
  });
export type IssuerConfig = z.output<typeof issuer>;
export const issuers = z.record(objectName, issuer);
