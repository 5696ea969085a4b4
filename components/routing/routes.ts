import { deliveryOf } from "../config";
import { type Manifest, metadata, type Subject } from "../manifests";
import { backendsOf } from "./backends";
import { gatewayApi } from "./gateway-api";
import { istio } from "./istio";
import type { Router } from "./router";

const routers: readonly Router[] = [gatewayApi, istio];

export interface Route {
  readonly manifest: Manifest;
  /** Paths that are left to the controller once the route exists. */
  readonly ownedByController: readonly string[];
}

/**
 * The routes of a service, made before its workload: without its route a Rollout never gets Healthy, so an `up` that
 * waits for it first would wait for ever.
 *
 * A canary's route has the service's name, which its Rollout gives to the router, and its list of weights is the
 * controller's. Every other route is called `<service>-apex`. So a switch of kind edits no route: for one `up` there are
 * both, and whichever a proxy prefers (by the Gateway API the older) leads to ready pods. The apex selects the pods of
 * both workloads; so do a canary's new Services, until its controller adopts them, which it does when the Rollout's pods
 * are available (upstream: `ensureSVCTargets`). The old route goes last, with the old workload. With one name for both,
 * `ignoreChanges` would keep the old backends in the new route.
 */
export function renderRoutes(subject: Subject): Route[] {
  const isCanary = deliveryOf(subject.name, subject.service).kind === "canary";
  const common = metadata(subject, isCanary ? {} : { suffix: "-apex" });
  return routers
    .filter(({ isUsed }) => isUsed(subject.service))
    .map(({ render, weightsAt }) => ({
      manifest: render(subject, common, backendsOf(subject)),
      ownedByController: isCanary ? [weightsAt] : [],
    }));
}
