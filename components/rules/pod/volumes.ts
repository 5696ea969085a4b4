import { suggestion } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { containersOf } from "./containers";

export const volumeKnown: Rule<ServiceScope> = {
  id: "volume-known",
  severity: "error",
  what: "A container mounts a volume that the service does not have.",
  why: "The API server refuses the pod template.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, ValidateVolumeMounts",
  *check({ service: { volumes, initContainers, sidecars } }) {
    const known = volumes.map(({ name }) => name);
    for (const [kind, containers] of Object.entries({ initContainers, sidecars })) {
      for (const [name, { volumeMounts }] of Object.entries(containers)) {
        for (const [index, mount] of volumeMounts.entries()) {
          if (known.includes(mount.name)) continue;
          yield {
            path: [kind, name, "volumeMounts", index, "name"],
            reason: `No volume has the name ${mount.name}.`,
            hint: known.length === 0 ? "Add it to volumes." : suggestion(mount.name, known),
          };
        }
      }
    }
  },
};

export const mountPathsDiffer: Rule<ServiceScope> = {
  id: "mount-paths-differ",
  severity: "error",
  what: "Two volumes of a container are mounted at the same path.",
  why: "The API server refuses the pod template: a container sees one thing at a path.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, ValidateVolumeMounts",
  *check({ name, service }) {
    for (const { mounts } of containersOf(name, service)) {
      for (const [index, { path, mountPath }] of mounts.entries()) {
        if (mounts.findIndex((other) => other.mountPath === mountPath) === index) continue;
        yield {
          path: [...path, "mountPath"],
          reason: `Something else is mounted at ${mountPath}.`,
          hint: "Choose another path.",
        };
      }
    }
  },
};
