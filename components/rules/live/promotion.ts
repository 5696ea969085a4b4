import {
  currentOf,
  freezeOf,
  imageInCluster,
  type LiveCluster,
  plainImage,
  predecessorOf,
  type Promotion,
  type PromotionOverrides,
  type Proof,
  type ServiceConfig,
  servesByItself,
} from "../../config";
import { formatDuration } from "../../delivery-plan";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope, Surroundings } from "../scope";

type Around = Pick<Surroundings, "live" | "freeze" | "now" | "promotion">;

export const promotionImage: Rule<ServiceScope> = {
  id: "promotion-image",
  severity: "error",
  what: "An image is to come here that was not healthy for long enough in the environment that `promotion.from` names.",
  why: "What that environment is there to find would be found here.",
  upstream: "this package: docs/promotion.md",
  *check({ name, service, around }) {
    const doubt = doubtOf(name, service, around);
    if (doubt === undefined || !isNewHere(name, service, around)) return;
    if (isOverridden(name, service, around.promotion)) return;
    yield doubt;
  },
};

/** Whether an up would bring an image that does not run here. Where nothing is known of what runs, it is not said to. */
export function isNewHere(name: string, service: ServiceConfig, { live, freeze }: Around): boolean {
  const wanted = plainImage(service);
  if (live === undefined || wanted === undefined) return false;
  // What a freeze holds back does not come yet.
  if (freezeOf(name, freeze) !== undefined && servesByItself(name, service.rollout, live)) return false;
  return !imagesHere(name, service, live).includes(wanted);
}

function imagesHere(name: string, { rollout }: ServiceConfig, live: LiveCluster): (string | undefined)[] {
  const workloads = [currentOf(name, rollout, live), predecessorOf(name, rollout, live)];
  return workloads.flatMap((one) => (one === undefined ? [] : [imageInCluster(one, name)]));
}

function isOverridden(name: string, service: ServiceConfig, promotion: Promotion | undefined): boolean {
  return promotion?.config.override[name]?.image === plainImage(service);
}

/** Overrides of services that ask for just that image, which has not proven itself. */
export function countingOverrides(
  services: ReadonlyMap<string, ServiceConfig>,
  around: Around,
): PromotionOverrides {
  const { promotion } = around;
  const all = Object.entries(promotion?.config.override ?? {});
  return Object.fromEntries(
    all.filter(([name]) => {
      const service = services.get(name);
      if (service === undefined || !isOverridden(name, service, promotion)) return false;
      return promotion?.unread !== undefined || doubtOf(name, service, around) !== undefined;
    }),
  );
}

/** Services whose image nobody can judge, since the other environment could not be read. */
export function unjudged(services: ReadonlyMap<string, ServiceConfig>, around: Around): string[] {
  if (around.promotion?.unread === undefined) return [];
  return [...services]
    .filter(([name, service]) => isNewHere(name, service, around))
    .filter(([name, service]) => !isOverridden(name, service, around.promotion))
    .map(([name]) => name);
}

/** What speaks against a service's image, whether it runs here or not. */
function doubtOf(name: string, service: ServiceConfig, { promotion, now }: Around): Mistake | undefined {
  const image = plainImage(service);
  if (promotion?.proofs === undefined || image === undefined) return undefined;
  const { from, minHealthy } = promotion.config;
  const proofs = promotion.proofs.get(name) ?? [];
  const proof = proofs.find((one) => one.image === image);
  const doubt = (reason: string, hint: string): Mistake => ({
    path: ["image"],
    reason,
    hint: `${hint}, or override it: promotion.override.${name}: {image: "${image}", reason: ...}.`,
  });
  if (proof !== undefined) {
    const { healthySince, reason = "" } = proof;
    if (healthySince === undefined)
      return doubt(`${image} is not Healthy in ${from}: ${reason}`, "Wait until it is");
    const seconds = secondsBetween(healthySince, now);
    if (seconds >= minHealthy) return undefined;
    return doubt(
      `${image} is Healthy in ${from} for ${formatDuration(seconds)}, and promotion.minHealthy is ${formatDuration(minHealthy)}.`,
      `It is due at ${new Date(healthySince.getTime() + minHealthy * 1000).toISOString().replace(/\.\d+/, "")}`,
    );
  }
  if (proofs.length === 0) return doubt(`There is no ${name} in ${from}.`, "Bring it there first");
  return doubt(`${from} runs ${imagesOf(proofs)}, and ${image} is to come here.`, "Bring it there first");
}

function imagesOf(proofs: readonly Proof[]): string {
  return proofs.map(({ image }) => image).join(" and ");
}

/** Whole ones. The clock here may be behind the cluster's. */
function secondsBetween(since: Date, now = since): number {
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
}
