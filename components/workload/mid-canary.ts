import { currentOf, type Finding, isOutput, type LiveRelease, type Path, RELEASE_CHECKSUM } from "../config";
import type { Manifest, Subject } from "../manifests";
import { holdOf } from "./freeze";
import { planWorkload } from "./plan";

/** Where an unfinished release stands, for people: "step 3 of 8, weight 25". Undefined when there is none. */
export function unfinished({ name, service, live }: Subject): string | undefined {
  const release = currentOf(name, service.rollout, live)?.release;
  return release && isInTheMiddle(release) ? placeOf(release) : undefined;
}

/** What `midCanary` says to a change that starts an unfinished release again. */
export function midCanaryFindings(subject: Subject, at: Path, planned?: Manifest): Finding[] {
  const { name, service, live, restartRelease } = subject;
  const release = currentOf(name, service.rollout, live)?.release;
  if (release === undefined || !isInTheMiddle(release)) return [];
  // The change waits as well.
  if (holdOf(subject) !== undefined) return [];
  if (service.midCanary === "allow" || restartRelease === release.replicaSet) return [];
  const { metadata } = planned ?? planWorkload(subject).workload;
  const wanted = metadata.annotations?.[RELEASE_CHECKSUM];
  // An Output is not known yet; a Rollout without a checksum was not made here.
  if (isOutput(wanted) || release.checksum === undefined || wanted === release.checksum) return [];
  // The way back to the stable version is an abort: the controller skips all steps.
  if (wanted === release.stableChecksum) return [];
  return [
    {
      rule: "mid-canary",
      severity: service.midCanary === "refuse" ? "error" : "warning",
      path: [...at],
      reason: `A change of its pods or steps restarts the ${release.step ? "canary" : "release"} of ${name}, now at ${placeOf(release)}.`,
      hint: `Promote or abort it first (kubectl argo rollouts promote ${name}, or abort ${name}), or let it restart: midCanary: allow, or for this release alone restartRelease: ${release.replicaSet} in the stack's config.`,
    },
  ];
}

/** An abort has ended it, and a degraded one waits for just such a change. */
function isInTheMiddle({ isUnderway, isAborted, phase }: LiveRelease): boolean {
  return isUnderway && !isAborted && phase !== "Degraded";
}

function placeOf({ step, weight, phase, message }: LiveRelease): string {
  const state = [phase, message].filter((text) => text !== "").join(": ");
  if (step === undefined) return state;
  const place =
    step.index < step.count ? `step ${String(step.index + 1)} of ${String(step.count)}` : "its end";
  return `${place}${weight === undefined ? "" : `, weight ${String(weight)}`} (${state})`;
}
