import { ambassadorOf, type Mapping, mappingsOf } from "../config";
import { type Manifest, metadata, said, type Subject } from "../manifests";
import type { Router } from "./router";

/**
 * Mappings to the old version of a canary. The controller copies them for the new one, with that Service's name in the place
 * of this one's, and refuses one that has a weight.
 */
export const ambassador: Router = (subject, { backends: [live], preview }) => {
  const block = ambassadorOf(subject.service);
  if (block === undefined || live === undefined) return [];
  const own = mappingsOf(subject.name, block).map(([name, one]) =>
    renderMapping(subject, name, one, live.service),
  );
  return preview === undefined || block.preview === undefined
    ? own
    : [...own, renderMapping(subject, `${subject.name}-preview`, block.preview, preview)];
};

function renderMapping(subject: Subject, name: string, mapping: Mapping, service: string): Manifest {
  const { annotations, settings } = mapping;
  return {
    // Upstream: `DefaultAmbassadorVersion`, in which the controller reads them.
    apiVersion: "getambassador.io/v2",
    kind: "Mapping",
    metadata: { ...metadata(subject, { ...(annotations && { annotations }) }), name },
    spec: {
      ...settings,
      ...said(mapping, "host", "prefix", "rewrite"),
      service: `${service}:${String(subject.service.service.port)}`,
    },
  };
}
