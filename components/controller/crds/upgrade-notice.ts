import type { ChangedField, Field, FieldDiff } from "./field-diff";

/** What an `up` makes of the controller of a cluster. */
export interface Upgrade {
  /** Tag of the image that runs. Undefined where none does. */
  readonly from: string | undefined;
  readonly to: string;
  /** Of the CRDs in the cluster and those to come. */
  readonly fields: FieldDiff;
}

/** Fields that are named; of the rest only how many. */
const NAMED = 10;

/** One line for the preview; undefined where nothing changes. */
export function upgradeNotice({ from, to, fields }: Upgrade): string | undefined {
  const changes = [
    list("new", fields.added),
    list("dropped", fields.removed),
    list("changed", fields.changed.map(withWhat)),
  ].filter((part) => part !== undefined);
  const isOtherVersion = from !== undefined && from !== to;
  if (changes.length === 0 && !isOtherVersion) return undefined;
  const versions = isOtherVersion ? `${from} -> ${to}` : to;
  const said =
    changes.length > 0 ? `fields of its kinds: ${changes.join("; ")}` : "its kinds stay as they are";
  return `Argo Rollouts ${versions}: ${said}.`;
}

function withWhat({ path, kinds, what }: ChangedField): Field {
  return { path: `${path} (${what.join(", ")})`, kinds };
}

/** "new spec.a of rollouts, spec.b of experiments and 3 more, and 79 of pods and Jobs" */
function list(title: string, fields: readonly Field[]): string | undefined {
  if (fields.length === 0) return undefined;
  const own = fields.filter((field) => !isOfPods(field));
  const named = own.slice(0, NAMED).map(({ path, kinds }) => `${path} of ${kinds.join("/")}`);
  const others = [
    [own.length - named.length, "more"],
    [fields.length - own.length, "of pods and Jobs"],
  ] as const;
  const counted = others.flatMap(([count, what]) => (count > 0 ? [`${String(count)} ${what}`] : []));
  return `${title} ${[...named, ...counted].join(", ")}`;
}

/** Kubernetes' own fields, of which each release of Argo Rollouts brings those of a later Kubernetes. */
function isOfPods({ path }: Field): boolean {
  return /\.(template\.spec|job\.spec)\./.test(path);
}
