import type { RuleMistake } from "../routing/gateway/rule-mistakes";

interface ListenerParts {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string | undefined;
  readonly tls?:
    | {
        readonly mode: string;
        readonly certificateRefs?: readonly unknown[] | undefined;
        readonly certificate?: { readonly dnsNames?: readonly string[] | undefined } | undefined;
        readonly options?: object | undefined;
      }
    | undefined;
}

/** What the API server, or the implementation, refuses, though each part of it is right. Upstream: the CRD of Gateway. */
export function* listenerMistakes(listeners: readonly ListenerParts[]): Iterable<RuleMistake> {
  for (const [index, listener] of listeners.entries()) {
    const before = listeners.slice(0, index);
    if (before.some(({ name }) => name === listener.name))
      yield at(index, "name", listener.name, "expected a name that no other listener of the Gateway has");
    for (const { path, ...mistake } of [...clash(listener, before), ...ofTls(listener)])
      yield { path: [index, ...path], ...mistake };
  }
}

/** HTTPS and TLS tell hosts apart by the same handshake, so they may share a port; others may not. */
const family = (protocol: string): string => (protocol === "HTTPS" ? "TLS" : protocol);
const key = ({ port, protocol, hostname = "" }: ListenerParts): string =>
  [port, family(protocol), hostname].join(" ");
const onTcp = (protocol: string): boolean => protocol !== "UDP";

function* clash(listener: ListenerParts, before: readonly ListenerParts[]): Iterable<RuleMistake> {
  const { port, protocol, hostname } = listener;
  if (before.some((one) => key(one) === key(listener)))
    yield say(
      ["port"],
      port,
      "expected a port, protocol and hostname that no other listener of the Gateway has",
    );
  const other = before.find(
    (one) =>
      one.port === port &&
      onTcp(one.protocol) === onTcp(protocol) &&
      family(one.protocol) !== family(protocol),
  );
  if (other !== undefined)
    yield say(
      ["protocol"],
      protocol,
      `expected a port of its own: ${other.name} speaks ${other.protocol} on ${port}`,
    );
  if (hostname !== undefined && (protocol === "TCP" || protocol === "UDP"))
    yield say(["hostname"], hostname, `expected none: ${protocol} has no host names`);
}

function* ofTls({ protocol, hostname, tls }: ListenerParts): Iterable<RuleMistake> {
  const isEncrypted = protocol === "HTTPS" || protocol === "TLS";
  if (!isEncrypted) {
    if (tls !== undefined) yield say(["tls"], tls, `expected none: ${protocol} is not encrypted`);
    return;
  }
  if (tls === undefined) {
    yield say(["tls"], undefined, `expected tls, which ${protocol} needs`);
    return;
  }
  const { mode, certificateRefs, certificate, options } = tls;
  const own = certificateRefs ?? certificate;
  if (mode === "Passthrough") {
    if (protocol === "HTTPS") yield say(["tls", "mode"], mode, "expected Terminate, or the protocol TLS");
    if (own !== undefined)
      yield say(["tls"], tls, "expected no certificate beside Passthrough: the service has it");
    return;
  }
  if (own === undefined && options === undefined)
    yield say(
      ["tls"],
      tls,
      "expected certificateRefs or certificate, or mode: Passthrough with the protocol TLS",
    );
  if (certificateRefs !== undefined && certificate !== undefined)
    yield say(["tls"], tls, "expected certificateRefs or certificate, not both");
  if (certificate !== undefined && certificate.dnsNames === undefined && hostname === undefined)
    yield say(
      ["tls", "certificate", "dnsNames"],
      undefined,
      "expected dnsNames, or a hostname of the listener",
    );
}

function say(path: RuleMistake["path"], input: unknown, message: string): RuleMistake {
  return { path, input, message };
}

function at(index: number, field: string, input: unknown, message: string): RuleMistake {
  return say([index, field], input, message);
}
