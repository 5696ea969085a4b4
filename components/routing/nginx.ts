import { ingressesOf, nginxOf, type NginxIngress, previewName } from "../config";
import { byPort, renderIngress } from "./ingress";
import type { Router } from "./router";

/** Ingresses to the old version of a canary. The controller makes another one for the new version, with the weight. */
export const nginx: Router = (subject, { backends: [live], preview }) => {
  const block = nginxOf(subject.service);
  if (block === undefined || live === undefined) return [];
  const own = ingressesOf<NginxIngress>(subject.name, block).map(({ name, ingress }) =>
    renderIngress(subject, name, ingress, byPort(subject, live.service)),
  );
  if (preview === undefined || block.preview === undefined) return own;
  const seen = renderIngress(
    subject,
    previewName(subject.name, block.preview),
    { ...block.preview, className: block.preview.className ?? block.className },
    byPort(subject, preview),
  );
  return [...own, seen];
};
