import {
  currentOf,
  deliveryOf,
  type Freeze,
  HELD_REVISION,
  isOutput,
  listAt,
  type LiveWorkload,
  mapAt,
  mapOf,
  RELEASE_CHECKSUM,
  scalingOf,
  servesByItself,
  textAt,
} from "../config";
import type { Manifest, Subject } from "../manifests";

/** What a freeze makes of a workload that serves. */
export interface Hold {
  readonly freeze: Freeze;
  /** The release that is in its middle. `isLetGo`: it was held, and a person has let it go on. */
  readonly release?: { readonly revision: string; readonly isLetGo: boolean };
}

/**
 * Nothing is held of what does not serve yet: a first version, or what takes over from the other kind. Those would make no
 * pods at all.
 */
export function holdOf({ name, service, live, freeze }: Subject): Hold | undefined {
  const current = currentOf(name, service.rollout, live);
  if (freeze === undefined || current === undefined) return undefined;
  if (!servesByItself(name, service.rollout, live)) return undefined;
  const { revision, heldRevision, isPaused = false } = current;
  const isKnown = heldRevision !== undefined && heldRevision === revision;
  // What a person is waited for goes nowhere by itself, and while it is not held it scales.
  const isToHold = isMidway(current) && (isKnown || current.release?.waitsForPerson !== true);
  if (revision === undefined || !isToHold || isPausedByItself(service)) return { freeze };
  return { freeze, release: { revision, isLetGo: isKnown && !isPaused } };
}

function isPausedByItself({ rollout }: Subject["service"]): boolean {
  return rollout.enabled && rollout.paused === true;
}

/** An aborted one has no step before it, and brings its pods back to the version that is stable. */
function isMidway({ release, isRolling = false }: LiveWorkload): boolean {
  return release === undefined ? isRolling : release.isUnderway && !release.isAborted;
}

/** `spec.paused` stops a release before its next step; steps of another length would begin it anew. */
export function withHold(workload: Manifest, hold: Hold | undefined): Manifest {
  if (hold?.release === undefined) return workload;
  const { revision, isLetGo } = hold.release;
  const { metadata } = workload;
  const annotations = { ...metadata.annotations, [HELD_REVISION]: revision };
  const held = { ...workload, metadata: { ...metadata, annotations } };
  return isLetGo ? held : { ...held, spec: { ...mapOf(workload["spec"]), paused: true } };
}

/**
 * Paths that stay as the last `up` left them. A Rollout that were paused with its next version applied would scale no more: the
 * controller changes no number of pods of a canary that is paused (upstream: `haltProgress`). So a change waits here.
 */
export function heldPaths({ service, name }: Subject, hold: Hold | undefined): string[] {
  if (hold === undefined) return [];
  const hasSteps = hold.release !== undefined && deliveryOf(name, service).kind === "canary";
  return [
    "spec.template",
    ...(service.rollout.enabled ? ["spec.workloadRef", `metadata.annotations["${RELEASE_CHECKSUM}"]`] : []),
    ...(hasSteps ? ["spec.strategy.canary.steps"] : []),
    `metadata.labels["app.kubernetes.io/version"]`,
  ];
}

/** Whether a change of a workload's pods or steps waits. Undefined where nobody can tell. */
export function isWaiting(workload: Manifest, { name, service, live }: Subject): boolean | undefined {
  const current = currentOf(name, service.rollout, live);
  const checksum = current?.release?.checksum;
  const wanted: unknown = workload.metadata.annotations?.[RELEASE_CHECKSUM];
  if (checksum !== undefined) return isOutput(wanted) ? undefined : wanted !== checksum;
  const images = imagesOf(workload).map(([container, image]) =>
    isOutput(image) ? undefined : image !== current?.images[container],
  );
  return images.includes(undefined) ? undefined : images.includes(true);
}

function imagesOf({ spec }: Manifest): [string, unknown][] {
  const containers = listAt(mapAt(mapOf(spec), "template", "spec"), "containers");
  return containers.map((one) => [textAt(one, "name"), one["image"]]);
}

/** What a person should know of it, as sentences. */
export function holdNotices(subject: Subject, hold: Hold | undefined, workload: Manifest): string[] {
  if (hold === undefined) return [];
  const { until } = hold.freeze;
  return [
    ...(hold.release === undefined ? [] : [ofRelease(subject, hold.release.isLetGo, until)]),
    ...(isWaiting(workload, subject) === true ? [ofChange(subject, workload, until)] : []),
  ];
}

function ofRelease({ name, service }: Subject, isLetGo: boolean, until: string): string {
  if (isLetGo) return "The freeze held its release, and a person has let it go on.";
  const isCanary = deliveryOf(name, service).kind === "canary";
  const stands = isCanary && scalingOf(service) !== undefined;
  return `The freeze holds its release where it is, until ${until}.${
    stands ? " The controller scales no canary that is held, so its autoscaler waits too." : ""
  }`;
}

function ofChange({ name, service, live }: Subject, workload: Manifest, until: string): string {
  const now = currentOf(name, service.rollout, live)?.images ?? {};
  const next = imagesOf(workload).filter(([container, image]) => image !== now[container]);
  const images = next.flatMap(([, image]) => (typeof image === "string" ? [image] : []));
  return `A change of its pods or steps waits until ${until}${images.length > 0 ? `: ${images.join(", ")}` : ""}.`;
}
