import { dump } from "js-yaml";
import type { DataObject } from "../../../components/config";
import { manifestsOf, planWorkload } from "../../../components/workload";
import { subjectOf } from "../../support/services";

/** What every router has to be rendered beside. */
const workloads: Readonly<Record<string, DataObject>> = {
  deployment: {},
  canary: { rollout: { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } } },
  "blue-green": { rollout: { enabled: true, strategy: "blueGreen" } },
  "canary-autoscaled": {
    rollout: { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } },
    resources: { requests: { cpu: "100m" } },
    autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 6 },
  },
};

interface GoldenRouter {
  /** What a service says to be reached by it. */
  readonly values: DataObject;
  /** Further cases: name -> values on top of these. */
  readonly more?: Readonly<Record<string, DataObject>>;
}

/** One entry for each router; the name is that of its folder. */
const routers: Readonly<Record<string, GoldenRouter>> = {
  "gateway-api": { values: { httpRoute: { enabled: true, parentRefs: [{ name: "edge" }] } } },
  istio: { values: { "cw-istio": { enabled: true, virtualService: { enabled: true } } } },
};

export interface GoldenCase {
  readonly router: string;
  readonly name: string;
  readonly values: readonly DataObject[];
}

export const goldenCases: readonly GoldenCase[] = Object.entries(routers).flatMap(
  ([router, { values, more = {} }]) =>
    Object.entries({ ...workloads, ...more }).map(([name, added]) => ({
      router,
      name,
      values: [values, added],
    })),
);

/** All objects of the service, as a person would read them. */
export function goldenText({ values }: GoldenCase): string {
  const objects: unknown[] = JSON.parse(JSON.stringify(manifestsOf(planWorkload(subjectOf(...values)))));
  return objects.map((object) => dump(object, { noRefs: true, lineWidth: -1 })).join("---\n");
}
