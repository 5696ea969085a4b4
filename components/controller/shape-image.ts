import type { Shape } from "./deployment";

/** The manifest in the source tree says `latest`; a release's says its own version. */
export const shapeImage: Shape = (deployment, { controller: { version } }) => {
  const { container } = deployment;
  const repository = String(container["image"]).replace(/(:[^:/@]+)?(@.*)?$/, "");
  return {
    ...deployment,
    container: { ...container, image: `${repository}:v${version}`, imagePullPolicy: "IfNotPresent" },
  };
};
