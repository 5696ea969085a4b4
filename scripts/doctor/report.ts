import type { Cause } from "./cause";
import type { Facts } from "./facts";
import { stateOf } from "./state";

/** What was found of a service. */
export interface Diagnosis {
  readonly facts: Pick<Facts, "service" | "namespace" | "unread" | "wanted">;
  /** In one line. */
  readonly state: string;
  /** The most probable root first; notes last. */
  readonly causes: readonly Cause[];
}

export function diagnosisOf(facts: Facts, causes: readonly Cause[]): Diagnosis {
  return { facts, state: stateOf(facts), causes };
}

export function isHealthy({ causes }: Pick<Diagnosis, "causes">): boolean {
  return causes.every(({ isNote }) => isNote);
}

/** For a person: the state, then a paragraph for each cause. */
export function textOf(diagnosis: Diagnosis): string {
  const { state, causes, facts } = diagnosis;
  const head = isHealthy(diagnosis) ? `healthy: ${state}` : state;
  const paragraphs = causes.map((cause, index) => paragraph(cause, index + 1));
  const unread = facts.unread.map((sentence) => `Not looked at: ${sentence}`);
  return [head, ...paragraphs, ...(unread.length > 0 ? [unread.join("\n")] : [])].join("\n\n");
}

function paragraph({ id, subject, isNote, object, field, seen, why, next }: Cause, number: number): string {
  return [
    `${String(number)}. ${id} (${isNote ? "a note on the " : ""}${subject})`,
    `   ${object}, ${field}: ${seen}`,
    `   ${why}`,
    ...next.map((command, index) => `   ${index === 0 ? "Next:" : "     "} ${command}`),
  ].join("\n");
}

/** For programs. */
export function dataOf(diagnosis: Diagnosis): object {
  const { facts, state, causes } = diagnosis;
  return {
    service: facts.service,
    namespace: facts.namespace,
    environment: facts.wanted?.environment,
    healthy: isHealthy(diagnosis),
    state,
    causes: causes.filter(({ isNote }) => !isNote).map(withoutFlag),
    notes: causes.filter(({ isNote }) => isNote).map(withoutFlag),
    unread: facts.unread,
  };
}

function withoutFlag({ isNote: _, ...cause }: Cause): object {
  return cause;
}
