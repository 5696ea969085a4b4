import * as pulumi from "@pulumi/pulumi";
import { type EnvironmentConfig, type Finding, isDataObject, type LiveCluster } from "../components/config";
import { namespaceOf } from "./plan-environment";

/** What the last `up` of this stack said about where it wrote. */
export interface FormerOutputs {
  readonly clusterUid?: string;
  readonly namespace?: unknown;
  readonly services?: unknown;
  /** The Rollouts controller that it installed. */
  readonly controller?: unknown;
}

/** Outputs of the stack that runs, as of its last `up`. Empty before the first. */
export async function readFormerOutputs(): Promise<FormerOutputs> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const { outputs }: { outputs?: FormerOutputs } = await pulumi.runtime.invoke(
    "pulumi:pulumi:readStackOutputs",
    { name },
  );
  return outputs ?? {};
}

/** A stack stays where it is: elsewhere everything would be made anew, and be deleted here. */
export function placeFindings(
  environment: EnvironmentConfig,
  live: LiveCluster | undefined,
  former: FormerOutputs,
): Finding[] {
  return [...clusterFindings(environment, live, former), ...namespaceFindings(environment, former)];
}

function clusterFindings(
  { clusterUid }: EnvironmentConfig,
  live: LiveCluster | undefined,
  former: FormerOutputs,
): Finding[] {
  const expected = clusterUid ?? former.clusterUid;
  const found = live?.uid;
  if (expected === undefined || found === undefined || expected === found) return [];
  return [
    {
      rule: "cluster-identity",
      severity: "error",
      path: ["context"],
      reason: `The kubeconfig leads to the cluster ${found}; this stack ${clusterUid === undefined ? "wrote to" : "may write to"} ${expected}.`,
      hint: `Set context or kubeconfig, or, when the stack is to move there, clusterUid: ${found}.`,
    },
  ];
}

function namespaceFindings(environment: EnvironmentConfig, former: FormerOutputs): Finding[] {
  const wanted = namespaceOf(environment);
  const hasServices = isDataObject(former.services) && Object.keys(former.services).length > 0;
  if (!hasServices || former.namespace === wanted) return [];
  return [
    {
      rule: "namespace-change",
      severity: "error",
      path: ["namespace"],
      reason: `The services run in ${String(former.namespace)}. In ${wanted} everything would be made anew, and nothing moves the traffic.`,
      hint: `Set namespace: ${String(former.namespace)}, and make another stack for ${wanted}.`,
    },
  ];
}
