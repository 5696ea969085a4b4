import {
  ALB_PREFIX,
  type AlbConfig,
  type AlbIngress,
  albOf,
  deliveryOf,
  ingressesOf,
  previewName,
} from "../config";
import type { Subject } from "../manifests";
import { byPort, renderIngress, type ServiceBackend } from "./ingress";
import type { Router } from "./router";

/**
 * Ingresses of the AWS Load Balancer Controller. In a canary they lead to an action, an annotation that Argo's controller
 * writes, with the weights: so it is never among ours.
 */
export const alb: Router = (subject, { backends: [live], preview }) => {
  const block = albOf(subject.service);
  if (block === undefined || live === undefined) return [];
  const rendered = (name: string, ingress: AlbIngress, backend: ServiceBackend) =>
    renderIngress(subject, name, ingress, backend, annotationsOf(block, ingress));
  const own = ingressesOf<AlbIngress>(subject.name, block).map(({ name, ingress }) =>
    rendered(name, ingress, actionOf(subject, name) ?? byPort(subject, live.service)),
  );
  if (preview === undefined || block.preview === undefined) return own;
  const { className, targetType, scheme } = block;
  const seen = {
    ...block.preview,
    className: block.preview.className ?? className,
    targetType: block.preview.targetType ?? targetType,
    scheme: block.preview.scheme ?? scheme,
  };
  return [...own, rendered(previewName(subject.name, seen), seen, byPort(subject, preview))];
};

function annotationsOf({ annotationPrefix = ALB_PREFIX }: AlbConfig, { scheme, targetType }: AlbIngress) {
  return {
    ...(scheme !== undefined && { [`${annotationPrefix}/scheme`]: scheme }),
    [`${annotationPrefix}/target-type`]: targetType,
  };
}

/** Annotations that the controller writes into an Ingress that a canary steers. Upstream: `ingressutil/alb.go`. */
export function annotationsByController(
  { name, service }: Pick<Subject, "name" | "service">,
  ingress: string,
): string[] {
  const delivery = deliveryOf(name, service);
  const { managedRoutes = [], alb: block } =
    (delivery.kind === "canary" ? delivery.canary.trafficRouting : undefined) ?? {};
  const action = actionOf({ name, service }, ingress);
  if (block === undefined || action === undefined) return [];
  const { annotationPrefix = ALB_PREFIX } = block;
  const made = managedRoutes.flatMap((route) => [`actions.${route.name}`, `conditions.${route.name}`]);
  return [
    ...[`actions.${action.name}`, ...made].map((key) => `${annotationPrefix}/${key}`),
    ...["managed-alb-actions", "managed-alb-annotations"].map((key) => `rollouts.argoproj.io/${key}`),
  ];
}

/** Upstream: `ALBActionAnnotationKey`. Only an Ingress that the canary steers ever gets its action. */
function actionOf(
  { name, service }: Pick<Subject, "name" | "service">,
  ingress: string,
): ServiceBackend | undefined {
  const delivery = deliveryOf(name, service);
  if (delivery.kind !== "canary") return undefined;
  const { stableService, trafficRouting } = delivery.canary;
  const block = trafficRouting?.alb;
  const action = block?.rootService ?? stableService;
  const isSteered = block?.ingress === ingress || block?.ingresses?.includes(ingress);
  return isSteered && action !== undefined ? { name: action, port: { name: "use-annotation" } } : undefined;
}
