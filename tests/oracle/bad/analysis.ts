import { blueGreen, canary, type Specs } from "../support/specs";

const use = { templates: [{ templateName: "platform-success-rate", clusterScope: true }] };
const arg = (fieldPath: string) => ({ name: "service", valueFrom: { fieldRef: { fieldPath } } });
const step = (analysis: Parameters<typeof canary>[0]) => canary({ steps: [{ setWeight: 10 }, { analysis }] });

/** Ways in which nobody can measure. */
export const analyses: Specs = {
  "a field of the metadata that there is not": step({ ...use, args: [arg("metadata.labels.team")] }),
  "a field of the metadata that the downward API does not give": step({
    ...use,
    args: [arg("metadata.generation")],
  }),
  "such a field in an experiment": canary({
    steps: [
      {
        experiment: {
          templates: [{ name: "a", specRef: "canary" }],
          analyses: [
            {
              name: "a",
              templateName: "platform-success-rate",
              clusterScope: true,
              args: [arg("metadata.")],
            },
          ],
        },
      },
    ],
  }),
  "a template's name under another key": step({ templates: [{ name: "platform-success-rate" }] }),
  "templates that are no list": step({ templates: { templateName: "platform-success-rate" } }),
  "an argument that is a number": step({ ...use, args: [{ name: "service", value: 1 }] }),
  "a first step as text": canary({ analysis: { ...use, startingStep: "2" } }),
  "a first step in an analysis that is a step": step({ ...use, startingStep: 1 }),
  "a misspelt analysis of blue-green": blueGreen({ prePromotionAnalyses: use }),
  "a dry run of a number": step({ ...use, dryRun: [{ metricName: 1 }] }),
};
