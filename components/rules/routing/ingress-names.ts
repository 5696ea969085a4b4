import { albOf, ingressesOf, nginxOf, type Path, previewName } from "../../config";
import type { ServiceScope } from "../scope";

interface IngressName {
  readonly name: string;
  /** Where the values ask for the Ingress. */
  readonly path: Path;
}

/** Names of the Ingresses that the package makes for a service. */
export function ingressNames({ name, service, canary, blueGreen }: ServiceScope): IngressName[] {
  const hasPreview = canary?.canaryService !== undefined || blueGreen !== undefined;
  return Object.entries({ nginx: nginxOf(service), alb: albOf(service) }).flatMap(([router, block]) => {
    if (block === undefined) return [];
    const path = ["routing", router];
    const own = ingressesOf<{ name?: string | undefined }>(name, block).map((one) => ({
      name: one.name,
      path: [...path, ...one.at],
    }));
    if (block.preview === undefined || !hasPreview) return own;
    return [...own, { name: previewName(name, block.preview), path: [...path, "preview"] }];
  });
}
