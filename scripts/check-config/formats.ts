import { formatFinding, formatPath } from "../../components/config";
import type { PlacedFinding, Report } from "./report";
import { sarif } from "./sarif";

/** Ways to write a report down. */
export const formats: Readonly<Record<string, (report: Report) => string>> = { text, json, sarif, github };

/** For a person: one line per finding, and the sum. */
function text(report: Report): string {
  const lines = report.findings.map((finding) => {
    const where = placeOf(finding);
    return [
      finding.severity.padEnd("warning".length),
      `${formatFinding(finding)}${where && ` (${where})`}${inSome(finding, report)}`,
    ].join("  ");
  });
  return [...lines, ...(lines.length > 0 ? [""] : []), sumOf(report)].join("\n");
}

function placeOf({ place }: PlacedFinding): string {
  return place === undefined ? "" : [place.file, ...(place.line === undefined ? [] : [place.line])].join(":");
}

/** Which of several environments have it; nothing when there is no choice. */
function inSome({ environments }: PlacedFinding, report: Report): string {
  return report.environments.length > 1 ? ` [${environments.join(", ")}]` : "";
}

function sumOf({ errors, warnings, services, environments, withoutStack }: Report): string {
  const found = [count(errors, "error"), ...(warnings > 0 ? [count(warnings, "warning")] : [])].join(", ");
  const checked = `${found}. ${count(services, "service")} checked in ${environments.join(", ") || "no environment"}.`;
  if (withoutStack.length === 0) return checked;
  return `${checked}\nNo stack file is known for ${withoutStack.join(", ")}: image, requests and plugins are taken for granted.`;
}

function count(number: number, noun: string): string {
  return `${number === 0 ? "No" : number} ${noun}${number === 1 ? "" : "s"}`;
}

/** For programs. */
function json({ environments, findings }: Report): string {
  const flat = findings.map(({ place, path, ...finding }) => ({
    path: formatPath(path),
    ...finding,
    ...place,
  }));
  return JSON.stringify({ environments, findings: flat }, undefined, 2);
}

/** Workflow commands of GitHub Actions: they become notes at the lines of a pull request. */
function github(report: Report): string {
  const lines = report.findings.map((finding) => {
    const { file, line } = finding.place ?? {};
    const properties = Object.entries({ file, line, title: finding.rule }).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
    );
    const message = `${formatFinding(finding)}${inSome(finding, report)}`;
    return `::${finding.severity} ${properties.join(",")}::${escapeData(message)}`;
  });
  return [...lines, sumOf(report)].join("\n");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
