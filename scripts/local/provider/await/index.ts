/** The readiness waits of the stand-in, as true to the official provider's as end-to-end tests need. */
export { waitsForDeletion } from "./annotations";
export { awaitDeleted, type DeletedOptions } from "./deletion";
export { awaitReady, type AwaitResult, type ReadyOptions } from "./ready";
export {
  refOf,
  type KubeObject,
  type ListQuery,
  type ObjectMeta,
  type ObjectRef,
  type Reader,
} from "./reader";
export type { Operation } from "./words";
