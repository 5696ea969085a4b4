import { drainSecondsOf } from "../../config";
import { said, type Subject } from "../../manifests";

/**
 * A pod that ends leaves the endpoints at the same moment in which its program is told to end, so for some seconds requests
 * still come: it answers them before it goes.
 */
export function mainLifecycle({ service }: Subject) {
  const { lifecycle = {} } = service;
  const seconds = drainSecondsOf(service);
  const hooks = {
    ...(seconds > 0 && { preStop: { sleep: { seconds } } }),
    ...said(lifecycle, "postStart", "preStop"),
  };
  return Object.keys(hooks).length > 0 ? { lifecycle: hooks } : {};
}
