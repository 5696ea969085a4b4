import * as pulumi from "@pulumi/pulumi";
import { ManifestError } from "../components";
import { ConfigError, type Finding } from "../components/config";
import { controllerRules } from "../components/rules";

/** A mistake in the config is not a crash of the program: the message without a stack trace. */
export async function checked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ManifestError)
      throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** A component that checks by itself shows its warnings itself. */
export function isLoggedByComponent({ path, rule }: Finding): boolean {
  return path[0] === "analysisTemplates" || controllerRules.some(({ id }) => id === rule);
}
