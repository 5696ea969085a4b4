import { type DocumentedRule, ruleGroups } from "./rule-groups";
import { BY_CONSTRUCTION, SCHEMA, type UpstreamRule, upstreamRules } from "./upstream";

/** `docs/rules.md`: every rule, and what of the controller's own rules each one stands for. */
export function rulesPage(): string {
  const groups = Object.entries(ruleGroups);
  return `${[
    "# Rules",
    "Made from the rules in `components/rules` by `npm run docs`. Each is checked at every preview, before anything is changed. An error stops the run; a warning is shown.",
    "Where a rule does not fit, a stack or a service gives it another weight. Whoever reads the file then wants to know why:",
    "```yaml\nrules:\n  canary-falling-weight: off\n  effective-canary: { severity: error, reason: our partners count requests }\n```",
    ...groups.flatMap(([title, rules]) => [`## ${title}`, ...rules.map(section)]),
    "## What Argo Rollouts asks",
    "The controller has no admission webhook: what it refuses shows as a condition of a Rollout that nobody looks at. This is what it, its routers and its metric providers ask, and who checks it here: a rule, the schemas, or nobody, because the package renders it right by construction.",
    upstreamTable(upstreamRules),
    "## What nobody else checks beforehand",
    "Neither the controller nor `kubectl argo rollouts lint` looks at these when a Rollout is applied: they show when an update runs, or never.",
    ownRules().map(link).join(", "),
  ].join("\n\n")}\n`;
}

function section({ id, severity, what, why, upstream }: DocumentedRule): string {
  return [`### ${id}`, `_${severity}_ · ${what}`, why, `Source: ${upstream}.`].join("\n\n");
}

function upstreamTable(groups: readonly UpstreamRule[]): string {
  const rows = groups.map(({ asks, checkedBy, open }) => [asks, checkedBy.map(link).join(", "), open ?? ""]);
  const lines = [["What is asked", "Checked by", "Not known before"], ["---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function link(checker: string): string {
  return checker === SCHEMA || checker === BY_CONSTRUCTION ? checker : `[${checker}](#${checker})`;
}

/** Ids of the rules that stand for nothing upstream. */
function ownRules(): string[] {
  const standing = new Set(upstreamRules.flatMap(({ checkedBy }) => checkedBy));
  const ids = Object.values(ruleGroups)
    .flat()
    .map(({ id }) => id);
  return ids.filter((id) => !standing.has(id));
}
