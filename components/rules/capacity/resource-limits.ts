import type { Path } from "../../config";
import { parseQuantity } from "../../delivery-plan";
import { containersOf, type PodContainer } from "../pod/containers";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope } from "../scope";

/** What a node cannot lend twice: huge pages, and devices that have a domain before their name. */
const isWhole = (resource: string): boolean => /^hugepages-|\//.test(resource);

export const requestWithinLimit: Rule<ServiceScope> = {
  id: "request-within-limit",
  severity: "error",
  what: "A request is above its limit, or differs from the limit of something that cannot be lent twice.",
  why: "The controller refuses the whole Rollout (InvalidSpec); for a Deployment the API server refuses the whole up.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, ValidateContainerResourceRequirements",
  *check({ name, service }) {
    for (const { path, resources } of containersOf(name, service))
      yield* outOfLimits(resources, [...path, "resources", "requests"]);
  },
};

function* outOfLimits(resources: PodContainer["resources"], at: Path): Generator<Mistake> {
  const { requests = {}, limits = {} } = resources ?? {};
  for (const [resource, request] of Object.entries(requests)) {
    const path = [...at, resource];
    const limit = limits[resource];
    const hint = isWhole(resource) ? "Let both be the same." : "Lower it, or raise the limit.";
    if (limit === undefined) {
      if (isWhole(resource))
        yield { path, reason: `${request} has no limit.`, hint: "Set the limit to the same." };
    } else if (amount(request) > amount(limit) || (isWhole(resource) && amount(request) !== amount(limit)))
      yield { path, reason: `${request} is not within its limit (${limit}).`, hint };
  }
}

export const wholeDevices: Rule<ServiceScope> = {
  id: "whole-devices",
  severity: "error",
  what: "A fraction of a device is asked for.",
  why: "The API server takes such resources by whole numbers alone and refuses the pod template.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, ValidateResourceQuantityValue",
  *check({ name, service }) {
    for (const { path, resources = {} } of containersOf(name, service)) {
      for (const [list, quantities] of Object.entries(resources)) {
        for (const [resource, quantity] of Object.entries(quantities ?? {})) {
          if (!resource.includes("/") || amount(quantity) % 1000 === 0) continue;
          yield {
            path: [...path, "resources", list, resource],
            reason: `${quantity} is not whole.`,
            hint: "Ask for whole devices.",
          };
        }
      }
    }
  },
};

function amount(quantity: string | number): number {
  return parseQuantity(quantity, "m") ?? 0;
}
