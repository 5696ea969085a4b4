import { isDataObject } from "../../components/config";
import { serviceOf } from "../../stacks/moved-services";
import type { StackState } from "./stack-state";

/**
 * Whether the last update of a stack came to its end with these inputs. Its outputs have those of the last update that ended,
 * its components those of the last that began.
 */
export function isFinished({ deployment }: StackState, inputs: Readonly<Record<string, string>>): boolean {
  const { resources, pending_operations: pending } = deployment;
  const ended = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs?.["inputs"];
  const begun = resources.flatMap(({ urn, inputs: own }): [string, unknown][] => {
    const name = serviceOf(urn);
    return name === undefined ? [] : [[name, own?.["inputs"]]];
  });
  return pending.length === 0 && isSame(ended, inputs) && isSame(Object.fromEntries(begun), inputs);
}

function isSame(found: unknown, wanted: Readonly<Record<string, string>>): boolean {
  if (!isDataObject(found)) return false;
  const names = Object.keys(wanted);
  return Object.keys(found).length === names.length && names.every((name) => found[name] === wanted[name]);
}
