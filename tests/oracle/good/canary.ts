import { canary, type Specs } from "../support/specs";

const half = { steps: [{ setWeight: 50 }, { pause: {} }] };

/** Canaries whose traffic nobody splits: the ratio of pods does. */
export const canaries: Specs = {
  "a canary without steps": canary({}),
  "pauses in every spelling": canary({
    steps: [
      { setWeight: 10 },
      { pause: { duration: 30 } },
      { setWeight: 20 },
      { pause: { duration: "30" } },
      { setWeight: 40 },
      { pause: { duration: "5m" } },
      { setWeight: 60 },
      { pause: { duration: "1h30m" } },
      { setWeight: 80 },
      { pause: {} },
    ],
  }),
  "the least and the most weight": canary({ steps: [{ setWeight: 0 }, { pause: {} }, { setWeight: 100 }] }),
  "weights alone": canary({ steps: [{ setWeight: 20 }, { setWeight: 60 }] }, { replicaCount: 5 }),
  "surge and unavailable as pods": canary({ ...half, maxSurge: 2, maxUnavailable: 1 }),
  "surge and unavailable as percentages": canary({ ...half, maxSurge: "30%", maxUnavailable: "10%" }),
  "no surge": canary({ ...half, maxSurge: 0, maxUnavailable: 1 }),
  "nothing unavailable": canary({ ...half, maxSurge: "100%", maxUnavailable: "0%" }),
  "no pods": canary(half, { replicaCount: 0 }),
  "Services of both versions": canary({ ...half, canaryService: "pay-new", stableService: "pay-old" }),
  "the canary's Service alone": canary({ ...half, canaryService: "pay-new" }),
  "metadata of both versions": canary({
    ...half,
    canaryMetadata: { labels: { role: "canary" }, annotations: { "example.com/role": "canary" } },
    stableMetadata: { labels: { role: "stable" } },
  }),
  "nodes apart if possible": canary({
    ...half,
    antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } },
  }),
  "nodes apart in any case": canary({
    ...half,
    antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} },
  }),
  "progress by percent": canary({ ...half, replicaProgressThreshold: { type: "Percent", value: 80 } }),
  "progress by pods": canary({ ...half, replicaProgressThreshold: { type: "Pods", value: 1 } }),
  "a step plugin": canary({
    steps: [
      { setWeight: 10 },
      { plugin: { name: "example/approve", config: { by: "team" } } },
      { pause: {} },
    ],
  }),
  "an experiment": canary({
    steps: [
      {
        experiment: {
          duration: "10m",
          templates: [
            { name: "baseline", specRef: "stable", replicas: 1 },
            {
              name: "candidate",
              specRef: "canary",
              replicas: 1,
              metadata: { labels: { role: "candidate" } },
            },
          ],
        },
      },
      { setWeight: 50 },
      { pause: { duration: "5m" } },
    ],
  }),
};
