import * as pulumi from "@pulumi/pulumi";
import {
  ConfigError,
  isDataObject,
  parse,
  PLATFORM_FORMAT,
  type PlatformOutputs,
  platformOutputs,
} from "../components/config";

const OUTPUT = "platform";

/** What another stack says to those that name it as their `platform`. Throws a `ConfigError` where it says nothing. */
export async function readPlatform(stack: string): Promise<PlatformOutputs> {
  const { value, secretValue } = await new pulumi.StackReference(stack).getOutputDetails(OUTPUT);
  const output: unknown = value ?? secretValue;
  if (output === undefined)
    throw platformError(`The stack ${stack} has no output ${OUTPUT}.`, "Run pulumi up there first.");
  const format = isDataObject(output) ? output["format"] : undefined;
  if (format !== PLATFORM_FORMAT)
    throw platformError(
      `The output ${OUTPUT} of the stack ${stack} has the format ${String(format)}, and this program reads ${PLATFORM_FORMAT}.`,
      "Run pulumi up there with the version of this program that its services use.",
    );
  const parsed = parse(platformOutputs, output);
  if (parsed.value !== undefined) return parsed.value;
  throw platformError(
    `The output ${OUTPUT} of the stack ${stack} is not one of this program's.`,
    "Both stacks have to run the same version of this program.",
  );
}

function platformError(reason: string, hint: string): ConfigError {
  return new ConfigError([{ rule: "platform-stack", severity: "error", path: ["platform"], reason, hint }]);
}
