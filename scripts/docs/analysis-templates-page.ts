import { libraryDialects } from "../../components/config";
import { library } from "../../components/analysis/library";
import { timing, queried } from "../../components/analysis/library/arguments";
import type { ArgumentSpec, ArgumentSpecs, TypedTemplate } from "../../components/analysis/library/define";
import { dialects } from "../../components/analysis/library/dialects";

type Entry = Pick<TypedTemplate, "name" | "what" | "args" | "config">;

/** `docs/analysis-templates.md`: the built-in templates, their arguments and queries, as the code has them. */
export function analysisTemplatesPage(): string {
  return `${[
    "# Built-in analysis templates",
    "Made from `components/analysis/library` by `npm run docs`. How a service uses a template stands in [analysis.md](analysis.md). A stack makes them as ClusterAnalysisTemplates:",
    "```yaml\nprogressive-delivery:analysisLibrary:\n  prometheus: http://prometheus.monitoring:9090\n  dialects: [http, istio]\n  templates: [success-rate, latency-p99, restarts] # default: all\n```",
    "Templates may be measured together: an argument that several have is given once. Without any request there is no data, and `on-no-data` decides; where all requests fail, the success rate is 0.",
    "## Arguments of all queries",
    argumentTable(queried),
    "## Requests",
    "Each kind in the words of whoever counts. Where the series say which pod they are of, `pod-hash` with `valueFrom: { podTemplateHashValue: Latest }` looks at the new version alone.",
    ...libraryDialects.flatMap((dialect) => [
      `### ${dialect}`,
      `Counted by ${dialects[dialect].of}.`,
      ...Object.values<Entry>(library[dialect]).flatMap(section),
    ]),
    "## Pods",
    "As the kubelet and kube-state-metrics tell.",
    ...Object.values<Entry>(library.pods).flatMap(section),
    "## Probes",
    "Without any metrics. The Jobs run under the Pod Security level `restricted`; a name or URL goes into a variable, not into the shell's words.",
    ...Object.values<Entry>(library.probes).flatMap(section),
  ].join("\n\n")}\n`;
}

function section({ name, what, args, config }: Entry): string[] {
  const common = new Set<string>(Object.keys("window" in args ? queried : timing));
  const own = Object.fromEntries(Object.entries(args).filter(([argument]) => !common.has(argument)));
  const queries = (config.metrics ?? []).flatMap(({ provider }) => provider.prometheus?.query ?? []);
  return [
    `#### ${name}`,
    what,
    argumentTable(own),
    ...queries.map((query) => `\`\`\`promql\n${query}\n\`\`\``),
  ];
}

function argumentTable(args: ArgumentSpecs): string {
  const rows = Object.entries<ArgumentSpec>(args).map(
    ([name, { type, description, default: value }]) =>
      `| \`${name}\` | ${type} | ${value === undefined ? "has to be given" : `\`${value}\``} | ${description.replaceAll("|", "\\|")} |`,
  );
  return ["| argument | type | default | what it is |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
