import * as pulumi from "@pulumi/pulumi";
import {
  addCounts,
  controllerLoad,
  type ControllerLoad,
  type Finding,
  noLoad,
  parse,
} from "../components/config";

const OUTPUT = "load";

export interface StackLoads {
  /** Of all that told theirs, together. */
  readonly load: ControllerLoad;
  readonly findings: readonly Finding[];
}

/** What the controller keeps of the services of other stacks, as their last `up` told it. */
export async function readLoads(stacks: readonly string[]): Promise<StackLoads> {
  const loads = await Promise.all(stacks.map(readLoad));
  return {
    load: loads.reduce<ControllerLoad>((sum, one) => addCounts(sum, one ?? noLoad), noLoad),
    findings: loads.flatMap((load, index) => (load === undefined ? [untold(index, stacks)] : [])),
  };
}

async function readLoad(stack: string): Promise<ControllerLoad | undefined> {
  const { value, secretValue } = await new pulumi.StackReference(stack).getOutputDetails(OUTPUT);
  return parse(controllerLoad, value ?? secretValue).value;
}

function untold(index: number, stacks: readonly string[]): Finding {
  return {
    rule: "stack-load",
    severity: "warning",
    path: ["controller", "stacks", index],
    reason: `The stack ${String(stacks[index])} tells nothing of its services in its output ${OUTPUT}: the controller is not sized for them.`,
    hint: "Run pulumi up there, and then here again.",
  };
}
