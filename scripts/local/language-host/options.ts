import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** `runtime.options` of Pulumi.yaml, as far as this host knows them. */
export interface RuntimeOptions {
  readonly typescript: boolean;
  /** Relative to the program's folder. */
  readonly tsconfig?: string;
  readonly nodeargs: readonly string[];
  readonly packagemanager: string;
}

/** Read the options; a wrong one is an error that names it. */
export function optionsOf(info: ProgramInfo | undefined): RuntimeOptions {
  const given: Record<string, unknown> = info?.getOptions()?.toJavaScript() ?? {};
  const tsconfig = stringOption(given, "tsconfig");
  return {
    typescript: booleanOption(given, "typescript", true),
    ...(tsconfig === undefined ? {} : { tsconfig }),
    nodeargs: words(stringOption(given, "nodeargs") ?? ""),
    packagemanager: stringOption(given, "packagemanager") ?? "npm",
  };
}

function booleanOption(given: Record<string, unknown>, name: string, fallback: boolean): boolean {
  const value = given[name] ?? fallback;
  if (typeof value !== "boolean") throw wrong(name, value, "true or false");
  return value;
}

function stringOption(given: Record<string, unknown>, name: string): string | undefined {
  const value = given[name] ?? undefined;
  if (value !== undefined && typeof value !== "string") throw wrong(name, value, "a string");
  return value;
}

function wrong(name: string, value: unknown, wanted: string): Error {
  return new Error(
    `runtime.options.${name} in Pulumi.yaml is ${JSON.stringify(value)}, and must be ${wanted}.`,
  );
}

/** Split as a shell does: spaces separate, single and double quotes hold together. */
export function words(line: string): string[] {
  return (line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/["']/g, ""));
}
