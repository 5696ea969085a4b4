import type { KnownGateway, KnownListener } from "../../../config";
import { listed } from "../../routing/listed";
import type { Mistake, Rule } from "../../rule";
import type { ServiceScope } from "../../scope";
import { shareHost } from "./hostnames";
import {
  knownParent,
  type KnownParent,
  knownParents,
  notTakenUp,
  openListeners,
  type RouteParents,
  routeParents,
} from "./parents";
import { selectorText } from "./refused-namespace";

export const listenerNamespace: Rule<ServiceScope> = {
  id: "listener-namespace",
  severity: "error",
  what: "A Gateway of the platform's stack takes no routes of the services' namespace.",
  why: notTakenUp,
  upstream: "Gateway API docs: AllowedRoutes; Route condition Accepted, NotAllowedByListeners",
  *check(scope) {
    const { namespace } = scope.around;
    for (const parent of knownParents(scope)) {
      const { path, gateway, named } = parent;
      if (namespace === undefined || named.length === 0 || openListeners(parent, scope).length > 0) continue;
      const taken = named.map((one) => `${one.name} takes ${namespacesOf(one, gateway)}`);
      yield {
        path,
        reason: `The Gateway ${gateway.name} takes no routes of the namespace ${namespace.name}: ${listed(taken)}.`,
        hint: `Say so in allowedRoutes.namespaces of gateways.${gateway.name} in the platform's stack, or name another Gateway or listener.`,
      };
    }
  },
};

function namespacesOf({ from, selector }: KnownListener, { namespace }: KnownGateway): string {
  if (from === "Selector") return `those of namespaces with ${selectorText(selector)}`;
  return from === "Same" ? `those of ${namespace}` : "none";
}

export const listenerKind: Rule<ServiceScope> = {
  id: "listener-kind",
  severity: "error",
  what: "A Gateway of the platform's stack takes no routes of this kind.",
  why: notTakenUp,
  upstream: "Gateway API docs: AllowedRoutes.kinds; Route condition Accepted, NotAllowedByListeners",
  *check(scope) {
    for (const parent of knownParents(scope)) {
      const open = openListeners(parent, scope);
      const { path, kind, gateway } = parent;
      if (open.length === 0 || open.some(({ kinds }) => kinds.includes(kind))) continue;
      const taken = open.map((one) => `${one.name} takes ${listed(one.kinds)}`);
      yield {
        path,
        reason: `The Gateway ${gateway.name} takes no ${kind} here: ${listed(taken)}.`,
        hint: `Name another listener, or give gateways.${gateway.name} in the platform's stack one that takes it.`,
      };
    }
  },
};

export const listenerHostname: Rule<ServiceScope> = {
  id: "listener-hostname",
  severity: "error",
  what: "A route has a host that no listener of its Gateways in the platform's stack has.",
  why: "The Gateway leaves the host out without a word, and the whole route where it has none of its hosts: clients get no answer.",
  upstream: "Gateway API docs: HTTPRouteSpec.hostnames; Route condition Accepted, NoMatchingListenerHostname",
  *check(scope) {
    for (const { path, hostnames, parents } of routeParents(scope)) {
      const takers = parents.flatMap((parent) => takerOf(knownParent(parent, scope), scope) ?? []);
      // Somebody else may have what these do not.
      const isWhole = takers.length > 0 && takers.length === parents.length;
      const nowhere = isWhole ? hostnames.filter((host) => !takers.some((one) => takes(one, host))) : [];
      for (const host of nowhere)
        yield {
          path: [...path, "hostnames", hostnames.indexOf(host)],
          reason: `${String(host)} is no host of ${listed(takers.map(describe))}.`,
          hint: wayOut(takers),
        };
      if (nowhere.length === hostnames.length) continue;
      for (const taker of takers) yield* unlessSome(taker, hostnames);
    }
  },
};

type Host = RouteParents["hostnames"][number];

interface Taker {
  readonly parent: KnownParent;
  readonly listeners: readonly KnownListener[];
}

/** Undefined where nobody knows, or where another rule has said already that it takes nothing. */
function takerOf(parent: KnownParent | undefined, scope: ServiceScope): Taker | undefined {
  if (parent === undefined) return undefined;
  const listeners = openListeners(parent, scope).filter(({ kinds }) => kinds.includes(parent.kind));
  return listeners.length === 0 ? undefined : { parent, listeners };
}

/** What is known only later counts as taken. */
function takes({ listeners }: Taker, host: Host): boolean {
  if (typeof host !== "string") return true;
  return listeners.some(({ hostname }) => hostname === undefined || shareHost(hostname, host));
}

function* unlessSome(taker: Taker, hostnames: RouteParents["hostnames"]): Generator<Mistake> {
  if (hostnames.some((host) => takes(taker, host))) return;
  yield {
    path: taker.parent.path,
    reason: `None of the route's hosts, ${listed(hostnames.map(String))}, is one of ${describe(taker)}.`,
    hint: `Leave this Gateway out, or ${lowered(wayOut([taker]))}`,
  };
}

/** `the Gateway public (https: *.shop.example)` */
function describe({ parent: { gateway }, listeners }: Taker): string {
  const hosts = listeners.map(({ name, hostname = "*" }) => `${name}: ${hostname}`);
  return `the Gateway ${gateway.name} (${hosts.join(", ")})`;
}

function wayOut(takers: readonly Taker[]): string {
  const gateways = [...new Set(takers.map(({ parent }) => `gateways.${parent.gateway.name}`))];
  return `Choose another host, or give ${listed(gateways, "or")} in the platform's stack a listener for it.`;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
