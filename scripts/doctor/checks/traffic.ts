import { kindName } from "../../../components/cluster";
import { type DataObject, listAt, mapAt, nameOf, textAt } from "../../../components/config";
import { listIn } from "../../../components/routing/live/shared-list";
import type { Check } from "../cause";
import { argo, kubectl, kubectlGlobal, pulumiUp } from "../commands";
import {
  blueGreenOf,
  canaryOf,
  type FoundRoute,
  isOwnedBy,
  labelOf,
  named,
  POD_HASH,
  statusOf,
} from "../facts";
import { backendsIn, canaryWeights } from "../route-weights";
import { orNone } from "../words";
import { isServed } from "./controller";

export const serviceMissing: Check = {
  id: "service-missing",
  subject: "traffic",
  *look(facts) {
    const { rollout, services } = facts;
    if (rollout === undefined || services === undefined) return;
    for (const { name, field } of namedServices(rollout)) {
      if (services.has(name)) continue;
      yield {
        object: `Service ${name}`,
        field: "metadata.name",
        seen: `There is none of that name, and ${field} of the Rollout names it.`,
        why: "The controller refuses a Rollout whose Services are not there, and traffic has nowhere to go.",
        next: [`${pulumiUp(facts)} --refresh`, kubectl(facts, "get services")],
      };
    }
  },
};

export const routeMissing: Check = {
  id: "route-missing",
  subject: "traffic",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined) return;
    for (const { target, object, isKindKnown } of facts.routes) {
      if (object !== undefined || target.isMadeByController === true) continue;
      const { kind, router, namespace, name } = target;
      const what = name ?? `with the labels ${labelWords(target.labels ?? {})}`;
      yield {
        object: `${kind.kind} ${what}`,
        field: "metadata.name",
        seen: isKindKnown
          ? `The namespace ${namespace} has none, and spec.strategy.canary.trafficRouting (${router}) of the Rollout names it.`
          : `The cluster does not know ${kindName(kind)}, which spec.strategy.canary.trafficRouting (${router}) needs.`,
        why: "The router has no route in which the controller could set a weight: no traffic is split.",
        next: isKindKnown
          ? [`${pulumiUp(facts)} --refresh`, kubectl(facts, `get ${kindName(kind)}`, namespace)]
          : [kubectlGlobal(facts, `get crd ${kindName(kind)}`)],
      };
    }
  },
};

export const routeBackendMissing: Check = {
  id: "route-backend-missing",
  subject: "traffic",
  *look(facts) {
    for (const route of facts.routes) {
      const { target, object } = route;
      if (object === undefined || target.kind.shared.length === 0) continue;
      const backends = backendsIn(route);
      const missing = target.needs.filter((name) => !backends.has(name));
      if (missing.length === 0) continue;
      yield {
        object: named(object, target.kind.kind),
        field: listsOf(route),
        seen: `No route leads to ${missing.join(" or ")}; its backends are ${orNone([...backends].join(", "))}.`,
        why: `The router (${target.router}) splits between ${target.needs.join(" and ")}: without ${missing.length > 1 ? "them" : "it"} the controller cannot set a weight.`,
        next: [
          pulumiUp(facts),
          kubectl(facts, `get ${kindName(target.kind)} ${nameOf(object)} -o yaml`, target.namespace),
        ],
      };
    }
  },
};

export const serviceSelector: Check = {
  id: "service-selector",
  subject: "traffic",
  *look(facts) {
    const { rollout, services, replicaSets } = facts;
    if (rollout === undefined || services === undefined || replicaSets === undefined) return;
    const stable = textAt(statusOf(rollout), "stableRS");
    // A first version is not behind its Services before it is ready.
    if (stable === "") return;
    const hashes = new Set(
      replicaSets.filter((one) => isOwnedBy(one, rollout)).map((one) => labelOf(one, POD_HASH)),
    );
    for (const { name, isStable } of namedServices(rollout)) {
      const service = services.get(name);
      if (service === undefined) continue;
      const hash = textAt(mapAt(service, "spec", "selector"), POD_HASH);
      if (isStable ? hash === stable || isActive(rollout, hash) : hashes.has(hash)) continue;
      yield {
        object: named(service, "Service"),
        field: `spec.selector["${POD_HASH}"]`,
        seen:
          hash === ""
            ? "It is not set."
            : `It is ${hash}, ${isStable ? `and the stable version is ${stable}` : "and no ReplicaSet of the Rollout has that hash"}.`,
        why:
          hash === ""
            ? "The Service selects the pods of both versions, so weights between Services mean nothing. The controller sets the hash: it does not run for this Rollout, or somebody has written over it."
            : "The Service leads to pods of another version, or to none.",
        next: [kubectl(facts, `get service ${name} -o yaml`), argo(facts, `get rollout ${facts.service}`)],
      };
    }
  },
};

/** A Deployment knows no hash, so nobody renews one that a Rollout has left behind. */
export const staleSelector: Check = {
  id: "stale-selector",
  subject: "traffic",
  *look(facts) {
    const { rollout, deployment, services } = facts;
    const service = services?.get(facts.service);
    if (rollout !== undefined || deployment === undefined || service === undefined) return;
    const hash = textAt(mapAt(service, "spec", "selector"), POD_HASH);
    if (hash === "") return;
    yield {
      object: named(service, "Service"),
      field: `spec.selector["${POD_HASH}"]`,
      seen: `It is ${hash}, which no pod of the Deployment has.`,
      why: "A Rollout that is gone has left its hash behind: the Service has no endpoint, and no traffic arrives.",
      next: [
        kubectl(
          facts,
          `patch service ${facts.service} --type json -p '[{"op":"remove","path":"/spec/selector/${POD_HASH}"}]'`,
        ),
        kubectl(facts, `get endpointslices -l kubernetes.io/service-name=${facts.service}`),
      ],
    };
  },
};

export const weightsUnwritten: Check = {
  id: "weights-unwritten",
  subject: "traffic",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined) return;
    const told = mapAt(rollout, "status", "canary", "weights", "canary")["weight"];
    const isUnattended = !isServed(facts);
    for (const route of facts.routes) {
      if (route.object === undefined) continue;
      const live = canaryWeights(route, managedRoutes(rollout));
      const differs = typeof told === "number" && live.some((weight) => weight !== told);
      if (!differs && !(isUnattended && live.length > 0)) continue;
      yield {
        ...objectOf(route),
        seen: `The canary has the weight ${live.join(", ")}, and status.canary.weights of the Rollout says ${typeof told === "number" ? String(told) : "nothing"}.`,
        why: isUnattended
          ? "Nobody writes the weights: no controller looks at the Rollout. They stay as they are whatever its steps say."
          : "Somebody else wrote the route after the controller did, or the controller may not write it. It writes again at the next step, or when the Rollout changes.",
        next: [
          kubectl(
            facts,
            `get ${kindName(route.target.kind)} ${nameOf(route.object)} -o yaml --show-managed-fields`,
            route.target.namespace,
          ),
          argo(facts, `get rollout ${facts.service}`),
        ],
      };
    }
  },
};

function objectOf(route: FoundRoute): { object: string; field: string } {
  const { target, object, canaryIngress } = route;
  if (canaryIngress !== undefined)
    return { object: named(canaryIngress, "Ingress"), field: "metadata.annotations" };
  return {
    object: `${target.kind.kind} ${object === undefined ? "" : nameOf(object)}`,
    field: listsOf(route),
  };
}

/** `spec.http`; those of which the object has any, unless it has none at all. */
function listsOf({ target: { kind }, object }: FoundRoute): string {
  const used = kind.shared.filter(({ at }) => listIn(object, at).length > 0);
  return (used.length > 0 ? used : kind.shared).map(({ at }) => at.join(".")).join(", ");
}

function managedRoutes(rollout: DataObject): string[] {
  return listAt(mapAt(canaryOf(rollout), "trafficRouting"), "managedRoutes").map((one) =>
    textAt(one, "name"),
  );
}

interface NamedService {
  readonly name: string;
  readonly field: string;
  /** It leads to the stable version alone. */
  readonly isStable: boolean;
}

function namedServices(rollout: DataObject): NamedService[] {
  const canary = canaryOf(rollout);
  const pingPong = mapAt(canary, "pingPong");
  const places = [
    [canary, "canary.stableService", "stableService", true],
    [canary, "canary.canaryService", "canaryService", false],
    [pingPong, "canary.pingPong.pingService", "pingService", false],
    [pingPong, "canary.pingPong.pongService", "pongService", false],
    [blueGreenOf(rollout), "blueGreen.activeService", "activeService", true],
    [blueGreenOf(rollout), "blueGreen.previewService", "previewService", false],
  ] as const;
  return places.flatMap(([settings, at, key, isStable]) => {
    const name = textAt(settings, key);
    return name === "" ? [] : [{ name, field: `spec.strategy.${at}`, isStable }];
  });
}

/** After a blue-green switch the new version is active before it is stable. */
function isActive(rollout: DataObject, hash: string): boolean {
  return hash !== "" && textAt(mapAt(rollout, "status", "blueGreen"), "activeSelector") === hash;
}

function labelWords(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
