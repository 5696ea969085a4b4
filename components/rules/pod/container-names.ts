import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { containersOf } from "./containers";

export const containerNamesDiffer: Rule<ServiceScope> = {
  id: "container-names-differ",
  severity: "error",
  what: "Two containers of a pod have the same name.",
  why: "The API server refuses the pod template.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, validateInitContainers",
  *check({ name, service }) {
    const containers = containersOf(name, service);
    for (const [index, one] of containers.entries()) {
      if (containers.findIndex((other) => other.name === one.name) === index) continue;
      yield {
        path: one.path,
        reason: "Another container of the pod has this name; the main one has the service's.",
        hint: "Choose another name.",
      };
    }
  },
};
