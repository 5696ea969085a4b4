import * as pulumi from "@pulumi/pulumi";
import { type AnalysisTemplates, analysisTemplates, ConfigError, parse } from "../components/config";

const OUTPUT = "analysisTemplates";

/** The ClusterAnalysisTemplates that another stack made, from its outputs. Throws a `ConfigError` where it has none. */
export async function readPlatformTemplates(stack: string): Promise<AnalysisTemplates> {
  const { value, secretValue } = await new pulumi.StackReference(stack).getOutputDetails(OUTPUT);
  const output: unknown = value ?? secretValue;
  if (output === undefined)
    throw platformError(`The stack ${stack} has no output ${OUTPUT}.`, "Run pulumi up there first.");
  const parsed = parse(analysisTemplates, output);
  if (parsed.value !== undefined) return parsed.value;
  throw platformError(
    `The output ${OUTPUT} of the stack ${stack} holds no analysis templates.`,
    "Both stacks have to run the same version of this program.",
  );
}

function platformError(reason: string, hint: string): ConfigError {
  return new ConfigError([{ rule: "platform-stack", severity: "error", path: ["platform"], reason, hint }]);
}
