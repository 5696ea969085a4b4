import { isDataObject } from "../config";
import type { Shape } from "./deployment";
import { controllerMemory } from "./sizing";

/** Memory for the number of Rollouts; other resources as the manifest has them. */
export const shapeMemory: Shape = (deployment, { controller: { rollouts } }) => {
  const { request, limit } = controllerMemory(rollouts);
  const { container } = deployment;
  const own = isDataObject(container["resources"]) ? container["resources"] : {};
  const { requests, limits } = own;
  const resources = {
    requests: { ...(isDataObject(requests) && requests), memory: `${String(request)}Mi` },
    limits: { ...(isDataObject(limits) && limits), memory: `${String(limit)}Mi` },
  };
  return { ...deployment, container: { ...container, resources } };
};
