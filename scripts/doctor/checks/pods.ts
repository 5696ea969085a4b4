import { isReady, lastWords, podTrouble, stuckContainer } from "../../../components/cluster/diagnosis";
import { type DataObject, mapAt, nameOf, textAt } from "../../../components/config";
import type { Check } from "../cause";
import { kubectl, pulumiUp } from "../commands";
import { conditionOf, type Facts, holding, isOwnedBy, labelOf, named, runningOf, statusOf } from "../facts";
import { oneLine, secondsSince } from "../words";

/** A pod that runs may need as long until its readiness probe is good. */
const STARTING_SECONDS = 30;

/** A quota, or a policy that refuses the pods: then there are none to look at. */
export const podsRefused: Check = {
  id: "pods-refused",
  subject: "release",
  *look(facts) {
    const running = runningOf(facts);
    if (running === undefined) return;
    const { kind, object } = running;
    for (const replicaSet of facts.replicaSets ?? []) {
      const found = holding(replicaSet, "ReplicaFailure");
      if (found === undefined || !isOwnedBy(replicaSet, object)) continue;
      yield {
        object: `ReplicaSet ${nameOf(replicaSet)} of the ${named(object, kind)}`,
        field: found.field,
        seen: `${textAt(found.condition, "reason")}: ${oneLine(textAt(found.condition, "message"))}`,
        why: "The API server refuses the pods: a ResourceQuota is used up, or a policy of the namespace does not allow them. The release waits for pods that nobody makes.",
        next: [
          kubectl(facts, "describe resourcequota"),
          kubectl(facts, `describe replicaset ${nameOf(replicaSet)}`),
        ],
      };
    }
  },
};

/** Why a pod is not ready, by what is seen of it. The first that fits counts. */
interface Trouble {
  readonly id: string;
  fits(pod: DataObject, container: DataObject | undefined): boolean;
  readonly why: string;
  next(facts: Facts, pod: string, container: string): readonly string[];
}

const imageReasons = new Set([
  "ImagePullBackOff",
  "ErrImagePull",
  "InvalidImageName",
  "ErrImageNeverPull",
  "ImageInspectError",
]);
const waitingReason = (container: DataObject | undefined): string =>
  container === undefined ? "" : textAt(mapAt(container, "state", "waiting"), "reason");

const troubles: readonly Trouble[] = [
  {
    id: "pod-unschedulable",
    fits: (pod) => conditionOf(pod, "PodScheduled")?.condition["status"] === "False",
    why: "No node has room for the pod, or none that it may run on.",
    next: (facts, pod) => [kubectl(facts, `describe pod ${pod}`), "kubectl describe nodes" + facts.flags],
  },
  {
    id: "pod-image",
    fits: (_, container) => imageReasons.has(waitingReason(container)),
    why: "The image is not in the registry under that name, or the node may not pull it.",
    next: (facts, pod) => [kubectl(facts, `describe pod ${pod}`), pulumiUp(facts)],
  },
  {
    id: "pod-crash",
    fits: (_, container) =>
      waitingReason(container) === "CrashLoopBackOff" ||
      (container !== undefined && "terminated" in mapAt(container, "state")),
    why: "The container ends by itself: the release cannot get ready before it runs on.",
    next: (facts, pod, container) => [
      kubectl(facts, `logs ${pod} -c ${container} --previous --tail 50`),
      kubectl(facts, `describe pod ${pod}`),
    ],
  },
  {
    id: "pod-config",
    fits: (_, container) =>
      /^(CreateContainer|RunContainer|PreStartHook|PostStartHook)/.test(waitingReason(container)),
    why: "The node cannot start the container: most of the time a ConfigMap, a Secret or a key of one is not there.",
    next: (facts, pod) => [kubectl(facts, `describe pod ${pod}`)],
  },
  {
    id: "pod-unready",
    fits: (_, container) => container !== undefined && "running" in mapAt(container, "state"),
    why: "The container runs, and its readiness probe says no: it gets no traffic, and the release waits for it.",
    next: (facts, pod, container) => [
      kubectl(facts, `describe pod ${pod}`),
      kubectl(facts, `logs ${pod} -c ${container} --tail 50`),
    ],
  },
];

export const podChecks: readonly Check[] = troubles.map((trouble) => ({
  id: trouble.id,
  subject: "release",
  *look(facts) {
    // Of each version the first pod that is in trouble: the others are in the same.
    for (const pod of firstBroken(facts)) {
      const { stuck } = stuckContainer(pod);
      if (troubles.find((one) => one.fits(pod, stuck)) !== trouble) continue;
      if (trouble.id === "pod-unready" && ageOf(pod, facts) < STARTING_SECONDS) continue;
      const container = stuck === undefined ? facts.service : textAt(stuck, "name");
      yield {
        object: `Pod ${nameOf(pod)}`,
        field: trouble.id === "pod-unschedulable" ? "status.conditions" : "status.containerStatuses",
        seen: [podTrouble(pod), ...eventOf(facts, pod), ...lastWords(pod)].join("\n   "),
        why: trouble.why,
        next: trouble.next(facts, nameOf(pod), container),
      };
    }
  },
}));

function firstBroken({ pods }: Facts): DataObject[] {
  const broken = pods.filter((pod) => !isReady(pod) && textAt(statusOf(pod), "phase") !== "Succeeded");
  return [
    ...new Map(broken.toReversed().map((pod) => [labelOf(pod, "pod-template-hash"), pod])).values(),
  ].toReversed();
}

function ageOf(pod: DataObject, { now }: Facts): number {
  return secondsSince(textAt(mapAt(pod, "metadata"), "creationTimestamp"), now);
}

/** The last warning about it, unless it repeats what the pod's own status says. */
function eventOf({ events }: Facts, pod: DataObject): string[] {
  const about = events.filter((event) => mapAt(event, "involvedObject")["name"] === nameOf(pod));
  const time = (event: DataObject): string => textAt(event, "lastTimestamp") || textAt(event, "eventTime");
  const last = [...about].sort((a, b) => time(b).localeCompare(time(a)))[0];
  if (last === undefined || textAt(last, "reason") === "FailedScheduling") return [];
  return [`Its last event is ${textAt(last, "reason")}: ${oneLine(textAt(last, "message"))}`];
}
