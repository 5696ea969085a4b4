import type { Path } from "../finding";
import type { CertificateConfig } from "./certificates";
import type { GatewayConfig, Listener } from "./gateways";

type ListenerCertificate = NonNullable<NonNullable<Listener["tls"]>["certificate"]>;

/** Secret of a listener's certificate. */
export function listenerSecret(
  gateway: string,
  listener: string,
  { secretName }: ListenerCertificate,
): string {
  return secretName ?? `${gateway}-${listener}-tls`;
}

/** A certificate that the stack asks for, of a listener or by itself, with the place that says so. */
export interface WantedCertificate {
  readonly name: string;
  readonly path: Path;
  readonly config: CertificateConfig & { readonly secretName: string };
}

export function wantedCertificates(
  gateways: Readonly<Record<string, GatewayConfig>>,
  certificates: Readonly<Record<string, CertificateConfig>>,
): WantedCertificate[] {
  const ofListeners = Object.entries(gateways).flatMap(([gateway, { namespace, listeners }]) =>
    listeners.flatMap(({ name, hostname, tls }, index) => {
      const { certificate } = tls ?? {};
      if (certificate === undefined) return [];
      const { dnsNames = hostname === undefined ? [] : [hostname] } = certificate;
      const secretName = listenerSecret(gateway, name, certificate);
      return [
        {
          name: `${gateway}-${name}`,
          path: ["gateways", gateway, "listeners", index, "tls", "certificate"],
          config: { ...certificate, namespace, dnsNames, secretName },
        },
      ];
    }),
  );
  const others = Object.entries(certificates).map(([name, { secretName = name, ...config }]) => ({
    ...{ name, path: ["certificates", name] },
    config: { ...config, secretName },
  }));
  return [...ofListeners, ...others];
}
