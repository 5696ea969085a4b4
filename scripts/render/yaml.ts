import { Document, isScalar, type Pair, Scalar, visit } from "yaml";
import { isOutput } from "../../components/config";

/** Keys that a reader looks for first; all others come by their names, so that the order of the values does not matter. */
const first = ["apiVersion", "kind", "metadata", "name", "namespace"];

/**
 * The same text for the same object. As YAML 1.1, which Kubernetes' own tools read: what that takes for a number, a truth or a
 * date (`yes`, `1_000`, `0o17`) is quoted.
 */
export function yamlOf(object: unknown): string {
  refuseOutputs(object);
  const document = new Document(JSON.parse(JSON.stringify(object)), {
    version: "1.1",
    aliasDuplicateObjects: false,
    // Else `<<` is never quoted.
    customTags: (tags) =>
      tags.filter((one) => typeof one === "string" || one.tag !== "tag:yaml.org,2002:merge"),
    sortMapEntries: byRank,
  });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === "string" && needsQuotes(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 }).replace(unprinted, escaped);
}

function byRank(one: Pair, other: Pair): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  return a < b ? -1 : 1;
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

function rankOf(key: string): number {
  const rank = first.indexOf(key);
  return rank < 0 ? first.length : rank;
}

/** What the library knows of neither version, and what a reader takes for the end of a line. */
function needsQuotes(text: string): boolean {
  return /^([-+]?0o[0-7_]+|<<|=)$/.test(text) || /[^\P{Cc}\t\n]|[\u2028\u2029\ufeff]/u.test(text);
}

const unprinted = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A stack's config has plain values alone. As text an Output would be a sentence about itself. */
function refuseOutputs(value: unknown): void {
  if (isOutput(value)) throw new Error("A value that is known only while a program runs cannot be written.");
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) refuseOutputs(inner);
}
