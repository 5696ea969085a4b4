import { ALB_PREFIX, type AlbIngress, albOf, formatPath, ingressesOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { ingressNames } from "./ingress-names";

const ingressNameTaken: Rule<ServiceScope> = {
  id: "ingress-name-taken",
  severity: "error",
  what: "Two Ingresses of a service have one name.",
  why: "They are one object in the cluster, and whichever is written last wins.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check(scope) {
    const all = ingressNames(scope);
    for (const [index, { name, path }] of all.entries()) {
      const first = all.find((other) => other.name === name);
      if (first === undefined || all.indexOf(first) === index) continue;
      yield {
        path,
        reason: `Its Ingress is called ${name}, and so is that of ${formatPath(first.path)}.`,
        hint: "Set name in one of them.",
      };
    }
  },
};

const albTargetType: Rule<ServiceScope> = {
  id: "alb-target-type",
  severity: "error",
  what: "A load balancer of AWS is to send requests to node ports of a Service that has none.",
  why: "The AWS controller makes no target group: the load balancer answers no request of the Ingress.",
  upstream: "AWS Load Balancer Controller docs: Ingress annotations, target-type",
  *check({ name, service, canary, blueGreen }) {
    const block = albOf(service);
    if (block === undefined) return;
    const hasApex = canary === undefined && (blueGreen === undefined || blueGreen.activeService === name);
    const hasNodePorts = hasApex && service.service.type !== "ClusterIP";
    const own = hasNodePorts ? [] : ingressesOf<AlbIngress>(name, block);
    const isSeen = canary?.canaryService !== undefined || blueGreen !== undefined;
    const preview = isSeen && block.preview ? [{ ingress: block.preview, at: ["preview"] }] : [];
    for (const { ingress, at } of [...own, ...preview]) {
      if (ingress.targetType !== "instance") continue;
      yield {
        path: ["routing", "alb", ...at, "targetType"],
        reason: "instance needs node ports, and the Service behind the Ingress has none.",
        hint:
          hasApex && at[0] !== "preview" ? "Set service.type: NodePort, or leave it out." : "Leave it out.",
      };
    }
  },
};

const albAnnotationTaken: Rule<ServiceScope> = {
  id: "alb-annotation-taken",
  severity: "error",
  what: "An Ingress has an annotation that a canary's controller writes.",
  why: "Each up would put the weights back to what the annotation says, in the middle of a release too.",
  upstream: "argo-rollouts utils/ingress/ingress.go, ALBActionAnnotationKey and ManagedAnnotations",
  *check({ name, service, canary }) {
    const block = albOf(service);
    const routing = canary?.trafficRouting;
    if (block === undefined || routing?.alb === undefined) return;
    const { annotationPrefix = ALB_PREFIX, rootService = canary?.stableService ?? name } = routing.alb;
    const ofSteps = (routing.managedRoutes ?? []).map((route) => route.name);
    const taken = [
      ...["managed-alb-actions", "managed-alb-annotations"].map((key) => `rollouts.argoproj.io/${key}`),
      ...[rootService, ...ofSteps].map((action) => `${annotationPrefix}/actions.${action}`),
      ...ofSteps.map((action) => `${annotationPrefix}/conditions.${action}`),
    ];
    for (const { ingress, at } of ingressesOf<AlbIngress>(name, block)) {
      for (const key of Object.keys(ingress.annotations ?? {}).filter((one) => taken.includes(one))) {
        yield {
          path: ["routing", "alb", ...at, "annotations", key],
          reason: "The controller writes it in a canary.",
          hint: "Take it out.",
        };
      }
    }
  },
};

/** What the Ingresses must be that the package makes. */
export const ingressRules: readonly Rule<ServiceScope>[] = [
  ingressNameTaken,
  albTargetType,
  albAnnotationTaken,
];
