import { quantitiesAsText } from "../workload/pod/resources";
import { mapAt, type Shape } from "./deployment";

/** What is said in so many words counts instead of what the number of Rollouts asks for. */
export const shapeResources: Shape = (deployment, { controller }) => {
  const { container } = deployment;
  if (controller.resources === undefined) return deployment;
  const said = quantitiesAsText(controller.resources);
  const own = mapAt(container, "resources");
  const requests = { ...mapAt(own, "requests"), ...said.requests };
  const limits = { ...mapAt(own, "limits"), ...said.limits };
  return { ...deployment, container: { ...container, resources: { ...own, requests, limits } } };
};
