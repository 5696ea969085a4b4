import { byName } from "./by-name";
import type { Shape } from "./deployment";

/** Variables of the program. One that is said here takes the place of another of its name. */
export const shapeEnvironment: Shape = (deployment, { controller: { extraEnv, extraEnvFrom } }) => {
  const { container } = deployment;
  const env = byName(container["env"], extraEnv, "name");
  const own = Array.isArray(container["envFrom"]) ? container["envFrom"] : [];
  const envFrom = [...own, ...extraEnvFrom];
  return {
    ...deployment,
    container: {
      ...container,
      ...(env.length > 0 && { env }),
      ...(envFrom.length > 0 && { envFrom }),
    },
  };
};
