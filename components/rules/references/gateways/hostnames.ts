/**
 * Whether a host may be meant by both names. Upstream: Gateway API, `Listener.hostname` and `HTTPRouteSpec.hostnames`: `*.` stands
 * for one label or more, and never for none.
 */
export function shareHost(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || covers(a, b) || covers(b, a);
}

/** Whether what the first name begins with `*.` for has every host of the second one. */
function covers(wildcard: string, host: string): boolean {
  return wildcard.startsWith("*.") && host.endsWith(wildcard.slice(1));
}
