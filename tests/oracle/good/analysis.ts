import { blueGreen, canary, errorRate, forService, type Specs, successRate } from "../support/specs";

const own = { analysisTemplates: { "success-rate": successRate, "error-rate": errorRate } };
const useSuccessRate = { templates: [{ templateName: "success-rate" }], args: [forService] };
const weigh = { setWeight: 20 };
const withAnalysis = (analysis: Parameters<typeof canary>[0]) =>
  canary({ steps: [weigh, { analysis }] }, own);

/** Ways in which a release measures. */
export const analyses: Specs = {
  "an analysis as a step": withAnalysis(useSuccessRate),
  "an analysis of the platform": canary({
    steps: [
      weigh,
      {
        analysis: {
          templates: [{ templateName: "platform-success-rate", clusterScope: true }],
          args: [forService],
        },
      },
    ],
  }),
  "arguments from everywhere": canary(
    {
      steps: [
        weigh,
        {
          analysis: {
            templates: [{ templateName: "by-version" }],
            args: [
              { name: "stable", valueFrom: { podTemplateHashValue: "Stable" } },
              { name: "latest", valueFrom: { podTemplateHashValue: "Latest" } },
              {
                name: "service",
                valueFrom: { fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" } },
              },
              { name: "namespace", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
              { name: "replicas", valueFrom: { fieldRef: { fieldPath: "spec.replicas" } } },
            ],
          },
        },
      ],
    },
    {
      analysisTemplates: {
        "by-version": {
          ...successRate,
          args: ["stable", "latest", "service", "namespace", "replicas"].map((name) => ({ name })),
        },
      },
    },
  ),
  "a dry run with its own labels": withAnalysis({
    ...useSuccessRate,
    dryRun: [{ metricName: "success-rate" }],
    measurementRetention: [{ metricName: "success-rate", limit: 20 }],
    analysisRunMetadata: { labels: { team: "shop" }, annotations: { "example.com/why": "release" } },
  }),
  "several templates at once": canary(
    {
      steps: [
        weigh,
        {
          analysis: {
            templates: [{ templateName: "success-rate" }, { templateName: "job" }],
            args: [forService],
          },
        },
      ],
    },
    {
      analysisTemplates: {
        "success-rate": successRate,
        job: {
          metrics: [
            {
              name: "smoke",
              provider: {
                job: {
                  spec: {
                    backoffLimit: 0,
                    template: {
                      spec: {
                        restartPolicy: "Never",
                        containers: [{ name: "smoke", image: "registry.example/smoke:1" }],
                      },
                    },
                  },
                },
              },
            },
          ],
        },
      },
    },
  ),
  "a template of templates": canary(
    { steps: [weigh, { analysis: { templates: [{ templateName: "all" }], args: [forService] } }] },
    {
      analysisTemplates: {
        "success-rate": successRate,
        all: { args: [{ name: "service" }], templates: [{ templateName: "success-rate" }] },
      },
    },
  ),
  "an analysis in the background": canary(
    {
      steps: [weigh, { pause: { duration: "5m" } }, { setWeight: 60 }, { pause: { duration: "5m" } }],
      analysis: { templates: [{ templateName: "error-rate" }], startingStep: 2 },
    },
    own,
  ),
  "an experiment with an analysis": canary(
    {
      steps: [
        {
          experiment: {
            templates: [{ name: "candidate", specRef: "canary" }],
            analyses: [
              {
                name: "success",
                templateName: "success-rate",
                requiredForCompletion: true,
                args: [forService],
              },
            ],
          },
        },
        weigh,
      ],
    },
    own,
  ),
  "an analysis before the switch": blueGreen({ prePromotionAnalysis: useSuccessRate }, own),
  "an analysis after the switch": blueGreen({ postPromotionAnalysis: useSuccessRate }, own),
};
