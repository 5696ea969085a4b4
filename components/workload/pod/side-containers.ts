import type { InitContainer, Security, ServiceConfig, Sidecar } from "../../config";
import { said } from "../../manifests";
import { renderContainer } from "./container";
import { renderImage } from "./image";
import { onHost } from "./ports";
import { sideSecurityContext } from "./security-context";
import { tmpOf } from "./tmp";

type Container = InitContainer & Partial<Sidecar>;
type Named = readonly [name: string, container: Container];

/** As much of a pod's config as they depend on. */
interface Pod {
  readonly service: Pick<ServiceConfig, "initContainers" | "sidecars"> & {
    readonly security: Pick<Security, "allow">;
  };
}

/** Containers beside the main one, in the order in which they start, and the volumes that are made for them. */
export function sideContainers(pod: Pod) {
  const { initContainers, sidecars } = pod.service;
  const all: Named[] = [...Object.entries(initContainers), ...Object.entries(sidecars)].sort(byOrder);
  const isBeside = ([, { native }]: Named) => native === false;
  return {
    initContainers: all.filter((one) => !isBeside(one)).map((one) => render(one, pod)),
    containers: all.filter(isBeside).map((one) => render(one, pod)),
    volumes: all.flatMap((one) => tmp(one).volumes),
  };
}

function byOrder([name, { order }]: Named, [otherName, other]: Named): number {
  return order - other.order || (name < otherName ? -1 : 1);
}

function render([name, container]: Named, { service }: Pod) {
  const { security, ports, native } = container;
  const volumeMounts = [...container.volumeMounts, ...tmp([name, container]).volumeMounts];
  return {
    name,
    ...renderImage(container.image),
    // An init container that is started again whenever it ends: the pod waits for its start, not for its end.
    ...(native === true && { restartPolicy: "Always" }),
    ...(ports.length > 0 && { ports: ports.map((one) => onHost(one, service.security)) }),
    ...renderContainer(container),
    ...said(container, "lifecycle"),
    securityContext: sideSecurityContext(security, service.security),
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

function tmp([name, { security, volumeMounts }]: Named) {
  return tmpOf(`tmp-${name}`, security, volumeMounts);
}
