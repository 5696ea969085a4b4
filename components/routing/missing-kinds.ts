import { kindName } from "../cluster";
import type { Finding, Path } from "../config";
import type { Subject } from "../manifests";
import { routeQueriesOf } from "./routes";

/** A router whose kinds the cluster does not have: `up` would fail in its middle, or the controller at the first weight. */
export function missingKindFindings(subject: Subject, at: Path): Finding[] {
  const absent = subject.live?.routes?.absentKinds;
  if (absent === undefined || absent.size === 0) return [];
  const missing = new Map(
    routeQueriesOf(subject)
      .filter((query) => absent.has(kindName(query)))
      .map((query) => [kindName(query), query.apiVersion]),
  );
  return [...missing].map(([kind, apiVersion]) => ({
    rule: "router-kind-absent",
    severity: "error",
    path: [...at],
    reason: `The cluster has no ${kind} in ${apiVersion}, which its router needs.`,
    hint: "Install the router's CRDs, or take the router out.",
  }));
}
