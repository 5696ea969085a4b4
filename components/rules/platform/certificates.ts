import { durationSeconds, type PlatformConfig, suggestion, wantedCertificates } from "../../config";
import type { Rule } from "../rule";

const upstream = "cert-manager docs: Certificate resource";

export const certificateIssuer: Rule<PlatformConfig> = {
  id: "certificate-issuer",
  severity: "error",
  what: "A certificate names an issuer that the stack does not have, or one of another namespace.",
  why: "The certificate is never signed, and its listener never works.",
  upstream,
  *check({ gateways, certificates, issuers }) {
    for (const { path, config } of wantedCertificates(gateways, certificates)) {
      const { issuer, namespace } = config;
      if (typeof issuer !== "string") continue;
      const at = [...path, "issuer"];
      const known = issuers[issuer];
      if (known === undefined)
        yield {
          path: at,
          reason: `There is no issuer "${issuer}" in issuers.`,
          hint: `${suggestion(issuer, Object.keys(issuers))} One of somebody else is named by {name, kind}.`,
        };
      else if (known.namespace !== undefined && known.namespace !== namespace)
        yield {
          path: at,
          reason: `The issuer "${issuer}" signs in the namespace ${known.namespace} alone, and the certificate is of ${namespace}.`,
          hint: `Take the namespace out of issuers.${issuer}, or use another one.`,
        };
    }
  },
};

export const certificateNamesDiffer: Rule<PlatformConfig> = {
  id: "certificate-names-differ",
  severity: "error",
  what: "Two certificates of a namespace have the same name, or the same Secret.",
  why: "The API server refuses the second of a name; of one Secret, each is issued anew whenever the other was.",
  upstream: "cert-manager docs: Certificate resource, issuance triggers",
  *check({ gateways, certificates }) {
    const taken = new Map<string, string>();
    for (const { name, path, config } of wantedCertificates(gateways, certificates)) {
      for (const [what, key] of [
        ["name", name],
        ["Secret", config.secretName],
      ] as const) {
        const place = `${config.namespace}/${what}/${key}`;
        const first = taken.get(place);
        taken.set(place, first ?? name);
        if (first === undefined) continue;
        yield {
          path,
          reason: `The ${what} ${key} is taken: the certificate ${first} has it in the namespace ${config.namespace}.`,
          hint:
            what === "name"
              ? "Rename one of the two."
              : "Set secretName, or ask for one certificate with the dnsNames of both.",
        };
      }
    }
  },
};

export const certificateRenewal: Rule<PlatformConfig> = {
  id: "certificate-renewal",
  severity: "error",
  what: "A certificate is renewed no later than it is made, or is valid for less than an hour.",
  why: "cert-manager refuses it.",
  upstream: "cert-manager internal/apis/certmanager/validation/certificate.go: ValidateDuration",
  *check({ gateways, certificates }) {
    for (const { path, config } of wantedCertificates(gateways, certificates)) {
      const { duration = "2160h", renewBefore = "5m" } = config;
      if (durationSeconds(duration) < 3600)
        yield {
          path: [...path, "duration"],
          reason: `${duration} is less than an hour.`,
          hint: "Use 1h or more.",
        };
      else if (
        durationSeconds(renewBefore) >= durationSeconds(duration) ||
        durationSeconds(renewBefore) < 300
      )
        yield {
          path: [...path, "renewBefore"],
          reason: `${renewBefore} is not between 5m and the ${duration} for which it is valid.`,
          hint: "Leave it out for a third of that time.",
        };
    }
  },
};

export const acmeWildcard: Rule<PlatformConfig> = {
  id: "acme-wildcard",
  severity: "error",
  what: "A certificate for `*.` and a domain is asked of an ACME issuer that has no dns01 solver.",
  why: "The authority gives such certificates to those alone who can change the domain's DNS.",
  upstream: "RFC 8555 and Let's Encrypt docs: Challenge Types",
  *check({ gateways, certificates, issuers }) {
    for (const { path, config } of wantedCertificates(gateways, certificates)) {
      const acme = typeof config.issuer === "string" ? issuers[config.issuer]?.acme : undefined;
      if (acme === undefined || acme.solvers.some(({ dns01 }) => dns01 !== undefined)) continue;
      for (const host of config.dnsNames.filter((one) => one.startsWith("*.")))
        yield {
          path,
          reason: `${host} needs the dns01 challenge, and the issuer "${String(config.issuer)}" has no such solver.`,
          hint: "Add a dns01 solver, or name the hosts one by one.",
        };
    }
  },
};
