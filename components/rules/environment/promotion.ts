import { plainImage, suggestion } from "../../config";
import { countingOverrides } from "../live/promotion";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

export const promotionOverride: Rule<EnvironmentScope> = {
  id: "promotion-override",
  severity: "warning",
  what: "An override of `promotion` is not needed: its service asks for another image, or the image has proven itself.",
  why: "It opens nothing, and who reads the stack's file takes it for a reason why something runs.",
  upstream: "this package: docs/promotion.md",
  *check({ environment: { promotion }, services, around }) {
    const { allServices = new Set(services.keys()) } = around;
    for (const [name, { image }] of Object.entries(promotion?.override ?? {})) {
      const path = ["promotion", "override", name];
      const service = services.get(name);
      if (!allServices.has(name)) {
        const hint = suggestion(name, [...allServices]);
        yield { path, reason: `There is no service "${name}" here.`, hint };
      }
      if (service === undefined) continue;
      const wanted = plainImage(service);
      if (wanted !== image)
        yield {
          path: [...path, "image"],
          reason: `It is for ${image}, and ${name} asks for ${wanted ?? "an image that is not known yet"}.`,
          hint: "Take it out.",
        };
      else if (around.promotion !== undefined && countingOverrides(services, around)[name] === undefined)
        yield {
          path,
          reason: `${image} has been Healthy in ${around.promotion.config.from} for long enough.`,
          hint: "Take it out.",
        };
    }
  },
};
