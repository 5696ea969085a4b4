import { canary, type Specs } from "../support/specs";

const half = [{ setWeight: 50 }, { pause: {} }];
const step = (one: Parameters<typeof canary>[0]) => canary({ steps: [{ setWeight: 10 }, one] });

/** Steps and settings that no canary may have. */
export const canaries: Specs = {
  "a weight above all traffic": canary({ steps: [{ setWeight: 10 }, { setWeight: 150 }] }),
  "a negative weight": step({ setWeight: -1 }),
  "a weight as text": step({ setWeight: "50" }),
  "a weight with a percent sign": step({ setWeight: "50%" }),
  "half a percent": step({ setWeight: 0.5 }),
  "a misspelt action": step({ setWieght: 50 }),
  "a misspelt strategy key": canary({ steps: half, maxSurges: 1 }),
  "a pause in nobody's unit": step({ pause: { duration: "10x" } }),
  "a pause in days": step({ pause: { duration: "1d" } }),
  "a negative pause": step({ pause: { duration: -1 } }),
  "a negative pause with a unit": step({ pause: { duration: "-5m" } }),
  "an empty pause": step({ pause: { duration: "" } }),
  "a pause that is a number": step({ pause: 300 }),
  "a pause with a misspelt duration": step({ pause: { durration: "5m" } }),
  "an empty step": step({}),
  "a step that is text": canary({ steps: ["setWeight: 50"] }),
  "a weight and a pause in one step": step({ setWeight: 50, pause: { duration: "5m" } }),
  "an analysis and a pause in one step": step({
    pause: {},
    analysis: { templates: [{ templateName: "a" }] },
  }),
  "an experiment and a weight in one step": step({
    setWeight: 20,
    experiment: { templates: [{ name: "a", specRef: "canary" }] },
  }),
  "a weight and a plugin in one step": step({ setWeight: 20, plugin: { name: "example/approve" } }),
  "steps that are no list": canary({ steps: { setWeight: 50 } }),
  "neither surge nor unavailable": canary({ steps: half, maxSurge: 0, maxUnavailable: 0 }),
  "neither surge nor unavailable, as percentages": canary({
    steps: half,
    maxSurge: "0%",
    maxUnavailable: "0%",
  }),
  "no surge with a router": canary({
    steps: half,
    maxSurge: 0,
    maxUnavailable: 0,
    trafficRouting: { nginx: { stableIngress: "pay" } },
  }),
  "one Service for both versions": canary({ steps: half, canaryService: "pay", stableService: "pay" }),
  "two kinds of anti-affinity": canary({
    antiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {},
      preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 },
    },
  }),
  "no kind of anti-affinity": canary({ antiAffinity: {} }),
  "a weightless anti-affinity": canary({
    antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 } },
  }),
  "an anti-affinity above all": canary({
    antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 101 } },
  }),
  "labels that are numbers": canary({ canaryMetadata: { labels: { version: 2 } } }),
  "an unknown version of an experiment": step({
    experiment: { templates: [{ name: "a", specRef: "preview" }] },
  }),
  "a negative number of pods of an experiment": step({
    experiment: { templates: [{ name: "a", specRef: "canary", replicas: -1 }] },
  }),
  "a plugin without a name": step({ plugin: { config: {} } }),
};
