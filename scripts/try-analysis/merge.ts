import { type DataObject, listAt, mapAt, textAt } from "../../components/config";
import type { TemplateKey } from "./choose";
import { type ArgumentNotes, kindOf, type Template, type Templates } from "./templates";

/** An argument that a template declares. Upstream: `Argument`. */
export interface DeclaredArgument {
  readonly name: string;
  readonly value?: string;
  readonly secret?: { readonly name: string; readonly key: string };
}

/** Several templates as the one that the controller makes of them. */
export interface MergedTemplate {
  readonly metrics: readonly DataObject[];
  readonly args: readonly DeclaredArgument[];
  readonly dryRun: readonly DataObject[];
  readonly measurementRetention: readonly DataObject[];
  readonly notes: readonly ArgumentNotes[];
  /** False: one of them names a template that is not among those that are known. */
  readonly isComplete: boolean;
  /** Why the controller would make no run of them. */
  readonly mistakes: readonly string[];
}

/** A template with all that it names. Upstream: `getAnalysisTemplatesFromRefs`, `FlattenTemplates`. */
export function mergeTemplates(chosen: TemplateKey, templates: Templates): MergedTemplate {
  const { found, circles, unknown } = withNested(chosen, templates);
  const all = (key: string): DataObject[] => found.flatMap(({ spec }) => listAt(spec, key));
  const args = mergedArguments(all("args"));
  const [metrics, dryRun, measurementRetention] = [
    all("metrics"),
    all("dryRun"),
    all("measurementRetention"),
  ];
  return {
    ...{ metrics, dryRun, measurementRetention, args: args.merged },
    notes: found.flatMap(({ notes }) => notes),
    isComplete: unknown.length === 0,
    mistakes: [
      ...circles,
      ...unknown,
      ...(metrics.length === 0 && unknown.length === 0
        ? ["The template measures nothing: it has no metrics."]
        : []),
      ...args.mistakes,
      ...twice(metrics, "name").map((name) => `Two metrics have the name "${name}".`),
      ...twice(dryRun, "metricName").map((name) => `Two entries of dryRun are for "${name}".`),
      ...twice(measurementRetention, "metricName").map(
        (name) => `Two entries of measurementRetention are for "${name}".`,
      ),
    ],
  };
}

interface Nested {
  readonly found: readonly Template[];
  readonly circles: readonly string[];
  readonly unknown: readonly string[];
}

/** Each template once; those of the namespace come before the cluster's, whatever names what. */
function withNested(chosen: TemplateKey, templates: Templates): Nested {
  const found = { namespaced: new Map<string, Template>(), clusterWide: new Map<string, Template>() };
  const circles: string[] = [];
  const unknown: string[] = [];
  const visit = (key: TemplateKey, through: readonly TemplateKey[]): void => {
    const { scope, name } = key;
    const path = [...through, key].map((one) => one.name).join(" -> ");
    if (through.some((one) => one.scope === scope && one.name === name)) {
      circles.push(
        `The templates name one another in a circle, of which the controller finds no end: ${path}.`,
      );
      return;
    }
    const template = templates[scope].get(name);
    if (template === undefined) {
      unknown.push(`There is no ${kindOf[scope]} "${name}", which is named by ${through.at(-1)?.name}.`);
      return;
    }
    if (found[scope].has(name)) return;
    found[scope].set(name, template);
    for (const ref of listAt(template.spec, "templates")) visit(keyOf(ref), [...through, key]);
  };
  visit(chosen, []);
  return { found: [...found.namespaced.values(), ...found.clusterWide.values()], circles, unknown };
}

function keyOf(ref: DataObject): TemplateKey {
  const scope = ref["clusterScope"] === true ? "clusterWide" : "namespaced";
  return { name: textAt(ref, "templateName"), scope };
}

/** Upstream: `flattenArgs`. The first value stays; without one the last declaration wins. */
function mergedArguments(declared: readonly DataObject[]): {
  merged: DeclaredArgument[];
  mistakes: string[];
} {
  const merged = new Map<string, DeclaredArgument>();
  const mistakes: string[] = [];
  for (const arg of declared.map(declaredArgument)) {
    const first = merged.get(arg.name);
    if (first?.value === undefined) merged.set(arg.name, arg);
    else if (arg.value !== undefined && arg.value !== first.value)
      mistakes.push(`The argument "${arg.name}" has two defaults: "${first.value}" and "${arg.value}".`);
  }
  return { merged: [...merged.values()], mistakes };
}

/** A `fieldRef` is nothing here: the controller reads Secrets in a template and nothing else. */
function declaredArgument(arg: DataObject): DeclaredArgument {
  const { value } = arg;
  const secret = mapAt(arg, "valueFrom", "secretKeyRef");
  return {
    name: textAt(arg, "name"),
    ...(typeof value === "string" && { value }),
    ...("name" in secret && { secret: { name: textAt(secret, "name"), key: textAt(secret, "key") } }),
  };
}

function twice(objects: readonly DataObject[], key: string): string[] {
  const names = objects.map((object) => textAt(object, key));
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
