import { said, selectorLabels, type Subject } from "../../manifests";

type Affinity = NonNullable<Subject["service"]["affinity"]>;
type Apart = NonNullable<Affinity["podAntiAffinity"]>;

/** The service's own affinity, with what `antiAffinity` adds to it. */
export function affinity(subject: Subject): { affinity?: Affinity } {
  const { affinity: own = {}, antiAffinity } = subject.service;
  const added = apart[antiAffinity](selectorLabels(subject));
  if (added === undefined) return said(subject.service, "affinity");
  return { affinity: { ...own, podAntiAffinity: joined(own.podAntiAffinity ?? {}, added) } };
}

const host = (matchLabels: Record<string, string>) => ({
  topologyKey: "kubernetes.io/hostname",
  labelSelector: { matchLabels },
});

const apart: Record<"none" | "soft" | "hard", (labels: Record<string, string>) => Apart | undefined> = {
  none: () => undefined,
  soft: (labels) => ({
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: host(labels) }],
  }),
  hard: (labels) => ({ requiredDuringSchedulingIgnoredDuringExecution: [host(labels)] }),
};

const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

function joined(own: Apart, added: Apart): Apart {
  const all = {
    [required]: [...(own[required] ?? []), ...(added[required] ?? [])],
    [preferred]: [...(own[preferred] ?? []), ...(added[preferred] ?? [])],
  };
  return said(all, required, preferred);
}
