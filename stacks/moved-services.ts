import * as pulumi from "@pulumi/pulumi";
import { type Finding, isDataObject } from "../components/config";
import type { FormerOutputs } from "./cluster-identity";

/** Services that the config gives to another stack while this one still has them: it would delete what runs. */
export async function strandedFindings(
  former: FormerOutputs,
  own: readonly string[],
  allServices: ReadonlySet<string>,
): Promise<Finding[]> {
  const had = isDataObject(former.services) ? Object.keys(former.services) : [];
  const candidates = had.filter((name) => !own.includes(name) && allServices.has(name));
  if (candidates.length === 0) return [];
  const present = await servicesInState();
  return candidates.filter((name) => present.has(name)).map(stranded);
}

function stranded(name: string): Finding {
  return {
    rule: "service-left-behind",
    severity: "error",
    path: ["services", name],
    reason: `Another stack is to have it, and this one has its objects: it would delete what serves.`,
    hint: `Move it first: npm run move -- ${pulumi.getStack()} ${name}. Or take it out of the catalog, and it is deleted.`,
  };
}

/** Names of the services in the state of the stack that runs. Outputs alone do not tell: a move changes nothing in them. */
async function servicesInState(): Promise<ReadonlySet<string>> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const { outputs }: { outputs?: Readonly<Record<string, unknown>> } = await pulumi.runtime.invoke(
    "pulumi:pulumi:readStackResourceOutputs",
    { stackName },
  );
  return new Set(Object.keys(outputs ?? {}).flatMap((urn) => serviceOf(urn) ?? []));
}

/** The service whose component has this URN. */
export function serviceOf(urn: string): string | undefined {
  return /^urn:pulumi:[^:]+::[^:]+::progressive-delivery:index:ServiceWorkload::(.+)$/.exec(urn)?.[1];
}
