import { skipsAwait, waitForOf } from "./annotations";
import { kindOf, podTroubles, type Kind } from "./kinds";
import type { KubeObject, Reader } from "./reader";
import type { Verdict } from "./verdict";
import { parseWaitFor } from "./wait-for";
import type { Operation } from "./words";

/** One look at an object: as it is now, and what that means. */
export interface Look {
  object: KubeObject;
  verdict: Verdict;
}

/** How to tell whether one object is ready. */
export interface Readiness {
  judge(object: KubeObject): Promise<Verdict>;
  /** Further reasons for a failure, from the object's pods. */
  explain(object: KubeObject): Promise<string[]>;
  /** It is watched by a condition, for which the official provider has other words when the time is over. */
  byCondition: boolean;
}

/**
 * What decides on the object's readiness; undefined when it is ready as soon as it exists. A `waitFor` annotation
 * replaces what is known of the kind, but not at refresh. Throws when the annotation cannot be understood.
 */
export function readinessOf(reader: Reader, object: KubeObject, operation: Operation): Readiness | undefined {
  if (skipsAwait(object)) return undefined;
  const kind = kindOf(object);
  if (operation === "read") return kind?.reportedOnRead ? byKind(reader, kind) : undefined;
  const waitFor = waitForOf(object);
  if (waitFor !== undefined) return byAnnotation(waitFor);
  return kind && byKind(reader, kind);
}

function byAnnotation(waitFor: string): Readiness {
  const judge = parseWaitFor(waitFor);
  return { judge: async (object) => judge(object), explain: async () => [], byCondition: true };
}

function byKind(reader: Reader, kind: Kind): Readiness {
  const related = async (object: KubeObject) =>
    (await Promise.all((kind.related?.(object) ?? []).map((query) => reader.list(query)))).flat();
  return {
    judge: async (object) => kind.judge(object, await related(object)),
    explain: async (object) => {
      if (!kind.pods) return [];
      const pods = await reader.list(kind.pods.query(object));
      return kind.pods.pick(object, pods, await related(object)).flatMap(podTroubles);
    },
    byCondition: kind.byCondition === true,
  };
}
