import type { ServiceConfig } from "../../config";

type Volume = ServiceConfig["volumes"][number];

/** As much of a pod's config as they depend on. */
interface Pod {
  /** Of the main container. */
  readonly name: string;
  readonly service: Pick<ServiceConfig, "volumes">;
}

/** The service's volumes, and where the main container sees them. */
export function ownVolumes({ name: main, service }: Pod) {
  return {
    volumes: service.volumes.map((volume) => withContainer(sourceOf(volume), main)),
    volumeMounts: service.volumes.flatMap(mountOf),
  };
}

function sourceOf({ mountPath, subPath, readOnly, mountPropagation, ...source }: Volume) {
  return source;
}

function mountOf({ name, mountPath, subPath, readOnly, mountPropagation }: Volume) {
  if (mountPath === undefined) return [];
  return [
    {
      name,
      mountPath,
      ...(subPath !== undefined && { subPath }),
      ...(readOnly !== undefined && { readOnly }),
      ...(mountPropagation !== undefined && { mountPropagation }),
    },
  ];
}

type Source = ReturnType<typeof sourceOf>;
type Items = NonNullable<Source["downwardAPI"]>["items"];

/** A file, unlike a variable, has to say whose resources it shows. */
function withContainer(source: Source, main: string): Source {
  const named = (items: Items): Items =>
    items.map((item) =>
      item.resourceFieldRef === undefined
        ? item
        : { ...item, resourceFieldRef: { containerName: main, ...item.resourceFieldRef } },
    );
  const { downwardAPI, projected } = source;
  return {
    ...source,
    ...(downwardAPI && { downwardAPI: { ...downwardAPI, items: named(downwardAPI.items) } }),
    ...(projected && {
      projected: {
        ...projected,
        sources: projected.sources.map((one) =>
          one.downwardAPI === undefined ? one : { downwardAPI: { items: named(one.downwardAPI.items) } },
        ),
      },
    }),
  };
}
