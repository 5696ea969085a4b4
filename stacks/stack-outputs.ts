import * as pulumi from "@pulumi/pulumi";
import { type DataObject, isDataObject, mapAt, textAt } from "../components/config";

/** Outputs of a stack, of its last `up`, or why there are none. */
export type StackOutputs =
  | { readonly outputs: DataObject; readonly reason?: never }
  | { readonly outputs?: never; readonly reason: string };

export type ReadStack = (stack: string) => Promise<StackOutputs>;

/** `organization/project/stack` for a stack of this project that is named alone. */
export function fullStackName(name: string): string {
  return name.includes("/") ? name : `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}`;
}

/** By a question and no resource: a StackReference to a stack that is not there would fail a preview as well. */
export async function readStackOutputs(stack: string): Promise<StackOutputs> {
  try {
    const { outputs }: { outputs?: unknown } = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", {
      name: stack,
    });
    if (isDataObject(outputs) && Object.keys(outputs).length > 0) return { outputs };
    return { reason: `The stack ${stack} has no outputs.` };
  } catch (error) {
    return { reason: `The stack ${stack} cannot be read: ${wordsOf(error)}` };
  }
}

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1).join("").replace(/\.?$/, ".");
}

/** What has a service of an environment: the outputs of its own stack, where it has one, else of the environment's. */
export async function outputsOfService(
  service: string,
  environment: { readonly stack: string; readonly outputs: DataObject },
  read: ReadStack,
): Promise<StackOutputs> {
  const own = textAt(mapAt(environment.outputs, "ownStacks"), service);
  if (own === "") return environment;
  return read(environment.stack.replace(/[^/]+$/, own));
}
