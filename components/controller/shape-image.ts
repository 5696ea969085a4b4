import type { Shape } from "./deployment";

/** The manifest in the source tree says `latest`; a release's says its own version. */
export const shapeImage: Shape = (deployment, { controller: { version, image, imagePullSecrets } }) => {
  const { container, pod } = deployment;
  const own = partsOf(String(container["image"]));
  const { registry = own.registry, repository = own.repository, tag = `v${version}`, digest } = image;
  const name = [registry, repository].filter((part) => part !== "").join("/");
  const reference = `${name}:${tag}${digest === undefined ? "" : `@${digest}`}`;
  return {
    ...deployment,
    container: { ...container, image: reference, imagePullPolicy: image.pullPolicy },
    pod: {
      ...pod,
      ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    },
  };
};

/** The first part is a registry when it looks like a host, as container runtimes tell it. */
function partsOf(image: string): { registry: string; repository: string } {
  const name = image.replace(/(:[^:/@]+)?(@.*)?$/, "");
  const [host = "", ...path] = name.split("/");
  const isHost = path.length > 0 && /[.:]|^localhost$/.test(host);
  return isHost ? { registry: host, repository: path.join("/") } : { registry: "", repository: name };
}
