import { createRequire } from "node:module";
import type * as Grammar from "@prometheus-io/lezer-promql";

export type Tree = ReturnType<typeof Grammar.parser.parse>;
export type Node = Tree["topNode"];

const load = createRequire(__filename);

/** The grammar forgives everything: what it could not read is a node of the type "error". */
export function treeOf(query: string): Tree {
  // Here, since a start of the program without a query should not wait for it. Node.js keeps what is loaded.
  const { parser }: typeof Grammar = load("@prometheus-io/lezer-promql");
  return parser.parse(asGrammarSpells(query));
}

/** What servers read and the grammar does not, as something of the same kind and length. */
const otherSpellings = [
  // The function's name until version 3 of Prometheus.
  { pattern: /\bholt_winters(?=\s*\()/g, instead: "day_of_month" },
  // Of a metric.
  { pattern: /(?<=(?:^|[-+*/%^<>=(,])\s*)offset\b/g, instead: "metric" },
  { pattern: /\b0X(?=[\da-fA-F])/g, instead: "0x" },
  { pattern: /(?<![\w.])(\d+)\.(?![\w.])/g, instead: "$1 " },
] as const;

function asGrammarSpells(query: string): string {
  return otherSpellings.reduce((text, { pattern, instead }) => text.replace(pattern, instead), query);
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
