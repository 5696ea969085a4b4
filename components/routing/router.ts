import type { ServiceConfig } from "../config";
import type { Manifest, Metadata, Subject } from "../manifests";
import type { Backend } from "./backends";

/** Something that brings traffic to a service by an object of its own: an entry of the table of routers. */
export interface Router {
  /** Whether the service's values ask for its route. */
  isUsed(service: ServiceConfig): boolean;
  /** The route, with the values' annotations on top of `metadata`. */
  render(subject: Subject, metadata: Metadata, backends: readonly Backend[]): Manifest;
  /** The list that holds the weights. It is atomic: whoever writes one weight owns all of it. */
  readonly weightsAt: string;
}
