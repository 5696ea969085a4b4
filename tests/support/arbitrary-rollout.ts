import fc from "fast-check";
import type { DataObject } from "../../components/config";

/** Values of `rollout` that the schema lets pass, the whole of upstream's strategies; rules may still refuse them. */

type Arbitraries = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Any of the keys, or none; those in `always` are always there. */
const some = (optional: Arbitraries, always: Arbitraries = {}): fc.Arbitrary<DataObject> =>
  fc
    .record({ ...optional, ...always }, { requiredKeys: Object.keys(always) })
    .map((values): DataObject => JSON.parse(JSON.stringify(values)));
const oneOf = (choices: Arbitraries): fc.Arbitrary<DataObject> =>
  fc.oneof(...Object.entries(choices).map(([key, value]) => some({}, { [key]: value })));

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const names = fc.array(name, { minLength: 1, maxLength: 3 });
const text = fc.string({ minLength: 1, maxLength: 12 });
const count = fc.nat(50);
const percentage = fc.nat(100);
const port = fc.integer({ min: 1, max: 65535 });
const seconds = fc.oneof(
  fc.nat(600),
  fc.nat(60).map((minutes) => `${minutes}m`),
);
const goDuration = fc.oneof(
  fc.nat(600),
  fc.constantFrom("30s", "1h30m", "500ms"),
  name.map((arg) => `{{args.${arg}}}`),
);
const pause = fc.oneof(fc.nat(600), fc.constantFrom("300", "5m", "1h30m"));
const countOrPercent = fc.oneof(
  count,
  percentage.map((share) => `${share}%`),
);
const labels = fc.dictionary(name, text, { maxKeys: 2 });
const metadata = some({ labels, annotations: labels });
const freeForm = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
const stringMatch = some({ exact: text, prefix: text, regex: text });

const templateRef = some({ clusterScope: fc.boolean() }, { templateName: name });
const templates = fc.array(templateRef, { minLength: 1, maxLength: 2 });
const argument = fc.oneof(
  some({}, { name, value: text }),
  some(
    {},
    {
      name,
      valueFrom: oneOf({
        podTemplateHashValue: fc.constantFrom("Stable", "Latest"),
        fieldRef: some({}, { fieldPath: text }),
      }),
    },
  ),
);
const measured = {
  args: fc.array(argument, { maxLength: 2 }),
  dryRun: fc.array(some({}, { metricName: text }), { maxLength: 2 }),
  analysisRunMetadata: metadata,
};
const use = {
  ...measured,
  measurementRetention: fc.array(some({}, { metricName: text, limit: count }), { maxLength: 2 }),
};
const analysis = some(use, { templates });

const experimentTemplate = some(
  {
    replicas: count,
    metadata,
    weight: percentage,
    service: some({ name }),
    selector: some({
      matchLabels: labels,
      matchExpressions: fc.array(some({ values: names }, { key: name, operator: fc.constant("In") }), {
        maxLength: 1,
      }),
    }),
  },
  { name, specRef: fc.constantFrom("canary", "stable") },
);
const experiment = some(
  {
    duration: goDuration,
    dryRun: measured.dryRun,
    analysisRunMetadata: metadata,
    scaleDownDelaySeconds: seconds,
    analyses: fc.array(
      some(
        { clusterScope: fc.boolean(), args: measured.args, requiredForCompletion: fc.boolean() },
        { name, templateName: name },
      ),
      { maxLength: 2 },
    ),
  },
  { templates: fc.array(experimentTemplate, { minLength: 1, maxLength: 2 }) },
);

/** One step of a canary, each kind as likely as the others. */
export const arbitraryStep = oneOf({
  setWeight: percentage,
  pause: some({ duration: pause }),
  setCanaryScale: oneOf({ replicas: count, weight: percentage, matchTrafficWeight: fc.boolean() }),
  setHeaderRoute: some(
    { match: fc.array(some({}, { headerName: name, headerValue: stringMatch }), { maxLength: 2 }) },
    { name },
  ),
  setMirrorRoute: some(
    {
      percentage,
      match: fc.array(
        some({ method: stringMatch, path: stringMatch, headers: fc.dictionary(name, stringMatch) }),
        { maxLength: 2 },
      ),
    },
    { name },
  ),
  analysis,
  experiment,
  plugin: some({ config: freeForm }, { name }),
});

const virtualService = some(
  {
    routes: names,
    tlsRoutes: fc.array(some({ port, sniHosts: names }), { maxLength: 2 }),
    tcpRoutes: fc.array(some({ port }), { maxLength: 2 }),
  },
  { name },
);
const trafficRouting = some({
  istio: some({
    virtualService,
    virtualServices: fc.array(virtualService, { minLength: 1, maxLength: 2 }),
    destinationRule: some(
      { additionalSubsetNames: names },
      { name, canarySubsetName: name, stableSubsetName: name },
    ),
  }),
  nginx: some({
    stableIngress: name,
    stableIngresses: names,
    annotationPrefix: name,
    additionalIngressAnnotations: labels,
    canaryIngressAnnotations: labels,
  }),
  alb: some(
    {
      ingress: name,
      ingresses: names,
      rootService: name,
      annotationPrefix: name,
      stickinessConfig: some({}, { enabled: fc.boolean(), durationSeconds: seconds }),
    },
    { servicePort: port },
  ),
  smi: some({ rootService: name, trafficSplitName: name }),
  ambassador: some({}, { mappings: names }),
  apisix: some({}, { route: some({ rules: names }, { name }) }),
  traefik: some({}, { weightedTraefikServiceName: name }),
  appMesh: some({
    virtualService: some({ routes: names }, { name }),
    virtualNodeGroup: some(
      {},
      { canaryVirtualNodeRef: some({}, { name }), stableVirtualNodeRef: some({}, { name }) },
    ),
  }),
  plugins: fc.dictionary(name, freeForm, { maxKeys: 2 }),
  managedRoutes: fc.array(some({}, { name }), { maxLength: 2 }),
  maxTrafficWeight: fc.integer({ min: 1, max: 1000 }),
});

const antiAffinity = oneOf({
  preferredDuringSchedulingIgnoredDuringExecution: some({}, { weight: fc.integer({ min: 1, max: 100 }) }),
  requiredDuringSchedulingIgnoredDuringExecution: fc.constant({}),
});
const scaleDown = {
  antiAffinity,
  scaleDownDelaySeconds: seconds,
  scaleDownDelayRevisionLimit: count,
  abortScaleDownDelaySeconds: seconds,
};

export const arbitraryCanary = some({
  ...scaleDown,
  steps: fc.array(arbitraryStep, { maxLength: 6 }),
  maxSurge: countOrPercent,
  maxUnavailable: countOrPercent,
  canaryService: name,
  stableService: name,
  pingPong: some({}, { pingService: name, pongService: name }),
  trafficRouting,
  analysis: some({ ...use, startingStep: count }, { templates }),
  canaryMetadata: metadata,
  stableMetadata: metadata,
  dynamicStableScale: fc.boolean(),
  minPodsPerReplicaSet: count,
  replicaProgressThreshold: some({}, { type: fc.constantFrom("Percent", "Pods"), value: count }),
});

export const arbitraryBlueGreen = some({
  ...scaleDown,
  activeService: name,
  previewService: name,
  autoPromotionEnabled: fc.boolean(),
  autoPromotionSeconds: seconds,
  previewReplicaCount: count,
  maxUnavailable: countOrPercent,
  prePromotionAnalysis: analysis,
  postPromotionAnalysis: analysis,
  activeMetadata: metadata,
  previewMetadata: metadata,
});

/** An enabled `rollout` with either strategy. */
export const arbitraryRollout = fc
  .tuple(
    some({
      minReadySeconds: seconds,
      revisionHistoryLimit: count,
      progressDeadlineSeconds: fc.integer({ min: 1, max: 900 }),
      progressDeadlineAbort: fc.boolean(),
      paused: fc.boolean(),
      rollbackWindow: some({}, { revisions: count }),
      analysis: some({ successfulRunHistoryLimit: count, unsuccessfulRunHistoryLimit: count }),
    }),
    fc.oneof(
      arbitraryCanary.map((canary): DataObject => ({ strategy: "canary", canary })),
      arbitraryBlueGreen.map((blueGreen): DataObject => ({ strategy: "blueGreen", blueGreen })),
    ),
  )
  .map(([spec, strategy]): DataObject => ({ enabled: true, ...spec, ...strategy }));
