import { formatPath } from "../../components/config";
import { rules } from "../../components/rules";
import { version } from "../../package.json";
import { ownRules } from "./own-rules";
import type { PlacedFinding, Report } from "./report";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const levels = { error: "error", warning: "warning" } as const;

/** SARIF 2.1.0, for code scanning: all rules with their reasons, and each finding at its line. */
export function sarif({ findings }: Report): string {
  const known = [...ownRules, ...rules];
  const driver = { name: "pulumi-progressive-delivery", version, rules: known.map(describe) };
  const results = findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: known.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: [finding.reason, finding.hint].filter((one) => one !== undefined).join(" ") },
    locations: [locationOf(finding)],
  }));
  const runs = [{ tool: { driver }, columnKind: "utf16CodeUnits", results }];
  return JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs }, undefined, 2);
}

function describe({ id, severity, what, why, upstream }: (typeof rules)[number]): object {
  return {
    id,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: { text: `${why}\nSource: ${upstream}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function locationOf({ path, place }: PlacedFinding): object {
  const logicalLocations = [{ fullyQualifiedName: formatPath(path) }];
  if (place === undefined) return { logicalLocations };
  const region = place.line === undefined ? {} : { region: { startLine: place.line } };
  const artifactLocation = { uri: uriOf(place.file) };
  return { physicalLocation: { artifactLocation, ...region }, logicalLocations };
}

function uriOf(file: string): string {
  const path = file.split("/").map(encodeURIComponent).join("/");
  return file.startsWith("/") ? `file://${path}` : path;
}
