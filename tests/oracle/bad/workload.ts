import { canary, type Specs } from "../support/specs";

const settings = (values: Parameters<typeof canary>[0]) =>
  canary({ steps: [{ setWeight: 50 }, { pause: {} }] }, { rollout: values });

/** What no Rollout may say beside its strategy. */
export const workloads: Specs = {
  "a deadline that is not after ready": settings({ minReadySeconds: 60, progressDeadlineSeconds: 60 }),
  "ready after the default deadline": settings({ minReadySeconds: 700 }),
  "no time to progress": settings({ progressDeadlineSeconds: 0 }),
  "a negative deadline": settings({ progressDeadlineSeconds: -1 }),
  "a negative time until ready": settings({ minReadySeconds: -1 }),
  "a negative number of old versions": settings({ revisionHistoryLimit: -1 }),
  "a negative window": settings({ rollbackWindow: { revisions: -1 } }),
  "an abort that is text": settings({ progressDeadlineAbort: "yes" }),
  "a key of a Deployment": settings({ strategyType: "RollingUpdate" }),
  "a negative number of pods": canary({}, { replicaCount: -1 }),
  "a workload of another kind": canary(
    {},
    {
      image: null,
      service: { selector: { app: "legacy" } },
      rollout: { workloadRef: { kind: "DaemonSet", name: "legacy" } },
    },
  ),
};
