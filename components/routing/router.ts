import type { Manifest, Subject } from "../manifests";
import type { Backend } from "./backends";

/** Where the requests of a service go. */
export interface Traffic {
  /** The apex for a Deployment, the live Service for blue-green, both versions (stable first) for a canary. */
  readonly backends: readonly Backend[];
  /** The Service that shows the new version alone, for a preview host. A Deployment has none. */
  readonly preview: string | undefined;
}

/**
 * Something that brings traffic to a service by objects of its own: an entry of the table of routers. Gives none where the
 * values do not ask for it. An object keeps its name in every kind and strategy: a switch edits it in place.
 */
export type Router = (subject: Subject, traffic: Traffic) => Manifest[];
