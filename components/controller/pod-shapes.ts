import { shapeAccount } from "./change-account";
import type { Shape } from "./deployment";
import { shapeContainers } from "./shape-containers";
import { shapeEnvironment } from "./shape-environment";
import { shapeImage } from "./shape-image";
import { shapeMetadata } from "./shape-metadata";
import { shapeNetwork } from "./shape-network";
import { shapeProbes } from "./shape-probes";
import { shapeReplicas } from "./shape-replicas";
import { shapeResources } from "./shape-resources";
import { shapeScheduling } from "./shape-scheduling";
import { shapeSecurity } from "./shape-security";
import { shapeTermination } from "./shape-termination";
import { shapeVolumes } from "./shape-volumes";

/** What is said of any Deployment of an install under the same keys, by subject. */
export const podShapes: readonly Shape[] = [
  shapeImage,
  shapeResources,
  shapeReplicas,
  shapeEnvironment,
  shapeProbes,
  shapeTermination,
  shapeVolumes,
  shapeContainers,
  shapeSecurity,
  shapeNetwork,
  shapeAccount,
  shapeScheduling,
  shapeMetadata,
];
