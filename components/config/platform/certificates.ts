import { z } from "zod";
import { goDuration, name, objectName } from "../scalars";

const time = z.string().regex(goDuration, { error: 'expected a duration with a unit ("2160h")' });

const issuerRef = z.strictObject({
  name: name.describe("Its name."),
  kind: name.default("ClusterIssuer").describe("`ClusterIssuer`, `Issuer`, or an external issuer's kind."),
  group: name.default("cert-manager.io").describe("API group."),
});

/** Of a certificate, wherever it is said. Upstream: cert-manager `CertificateSpec`. */
export const certificateKeys = {
  issuer: z
    .union([name, issuerRef], { error: "expected the name of an issuer, or {name, kind, group}" })
    .describe("Who signs it: the name of one of the stack's `issuers`, or {name, kind, group}."),
  secretName: objectName
    .optional()
    .describe(
      "Secret that gets it. Default: the certificate's name; for a listener `<gateway>-<listener>-tls`.",
    ),
  dnsNames: z.array(name).min(1).describe("Hosts that it is for."),
  duration: time.optional().describe("How long it is valid, with a unit. Default: 2160h (90 days)."),
  renewBefore: time
    .optional()
    .describe("How long before its end it is renewed, with a unit. Default: a third."),
  privateKey: z
    .strictObject({
      algorithm: z.enum(["RSA", "ECDSA", "Ed25519"]).optional().describe("Default RSA."),
      size: z
        .int()
        .min(1)
        .optional()
        .describe("Bits: 2048, 4096 or 8192 for RSA, 256, 384 or 521 for ECDSA."),
      encoding: z.enum(["PKCS1", "PKCS8"]).optional().describe("Default PKCS1."),
      rotationPolicy: z
        .enum(["Never", "Always"])
        .optional()
        .describe("Whether a renewal makes a new key. Default Always."),
    })
    .optional()
    .describe("Its key."),
  usages: z
    .array(name)
    .optional()
    .describe("What it is for. Default: `digital signature`, `key encipherment`."),
};

export const certificate = z.strictObject({
  namespace: objectName.describe("Its namespace, and its Secret's."),
  ...certificateKeys,
  commonName: z.string().max(64).optional().describe("Its common name. Clients look at dnsNames alone."),
  isCA: z.boolean().optional().describe("True: it may sign others. Default false."),
});
export const certificates = z.record(objectName, certificate);
export type CertificateConfig = z.output<typeof certificate>;
