/** What a run did, from what it printed: `updated HorizontalPodAutoscaler pay`, sorted. */
export function changesOf(output: string): string[] {
  const lines = output.matchAll(
    /^ *[-+~]{1,2} +kubernetes:\S*:(\w+) (\S+) (created|updated|deleted|replaced)\b/gm,
  );
  return [...lines].map(([, kind, name, verb]) => `${String(verb)} ${String(kind)} ${String(name)}`).sort();
}
