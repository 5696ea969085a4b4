export { describeCrash, planeCrashes, type Crash } from "./crash";
export { planeEnv, planeProcessEnv, planeShellLines } from "./env";
export { defaultPlaneDir } from "./folder";
export { removePlane, startPlane, stopPlane, type Plane, type StartOptions } from "./lifecycle";
export { missingParts, planeStatus, type PartState, type PartStatus } from "./status";
export { watchPlane } from "./watch";
