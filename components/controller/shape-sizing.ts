import { byName } from "./by-name";
import { mapAt, type Shape } from "./deployment";

/** Memory and processor time that the sizing model asks for; other resources as the manifest has them. */
export const shapeSizing: Shape = (deployment, { sizing: { needs } }) => {
  if (needs === undefined) return deployment;
  const { container } = deployment;
  const requests = { cpu: `${String(needs.cpu)}m`, memory: `${String(needs.request)}Mi` };
  // No limit of processor time: it would slow down the whole fleet's releases for nobody's good.
  const limits = { memory: `${String(needs.limit)}Mi` };
  const resources = {
    ...mapAt(container, "resources"),
    requests: { ...mapAt(container, "resources", "requests"), ...requests },
    limits: { ...mapAt(container, "resources", "limits"), ...limits },
  };
  const env = byName(
    container["env"],
    [{ name: "GOMEMLIMIT", value: `${String(needs.goMemoryLimit)}MiB` }],
    "name",
  );
  return { ...deployment, container: { ...container, resources, env } };
};
