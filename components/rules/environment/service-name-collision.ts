import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";
import { serviceNames, type TakenName } from "./names";

/** A blue-green service `pay` has a second Service `pay-preview`, a canary with a router `pay-stable` and `pay-canary`. */
export const serviceNameCollision: Rule<EnvironmentScope> = {
  id: "service-name-collision",
  severity: "error",
  what: "Two services need a Service of the same name.",
  why: "Two services would own one Service: the API server refuses the second in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check({ services }) {
    const taken = new Map<string, TakenName[]>();
    for (const one of [...services].flatMap(([name, service]) => serviceNames(name, service)))
      taken.set(one.name, [...(taken.get(one.name) ?? []), one]);
    for (const [name, all] of taken) {
      const owners = onePerService(all);
      for (const one of toChange(owners)) {
        const other = owners.find(({ owner }) => owner !== one.owner);
        if (other === undefined) continue;
        yield {
          path: one.path,
          reason: `${isSaid(one) ? `The name "${name}"` : "The name"} is taken: ${useOf(other)}.`,
          hint: isSaid(one) ? "Choose another name." : "Rename one of the two services.",
        };
      }
    }
  },
};

function onePerService(names: readonly TakenName[]): TakenName[] {
  const owners = names.map(({ owner }) => owner);
  return names.filter(({ owner }, index) => owners.indexOf(owner) === index);
}

/** The names that somebody chose, else that of the service: names that follow from it cannot be changed alone. */
function toChange(owners: readonly TakenName[]): readonly TakenName[] {
  const said = owners.filter(isSaid);
  return said.length > 0 ? said : owners.filter(isApex);
}

function isSaid({ path }: TakenName): boolean {
  return path.length > 2;
}

function isApex({ name, owner }: TakenName): boolean {
  return name === owner;
}

function useOf(taken: TakenName): string {
  return isApex(taken)
    ? `${taken.owner} is another service`
    : `${taken.owner} has a Service of this name for one of its versions`;
}
