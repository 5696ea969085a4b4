import { analysisTemplate, type DataObject } from "../../../components/config";
import type { Surroundings } from "../../../components/rules";

/** What it shows -> values of one service, on top of the least that a service needs. */
export type Specs = Readonly<Record<string, DataObject>>;

/** The service of every spec. */
export const NAME = "pay";

/** What stands beside the strategy: of the Rollout, and of the service. */
type Beside = { readonly rollout?: DataObject } & DataObject;

export const canary = (block: DataObject, { rollout, ...others }: Beside = {}): DataObject => ({
  rollout: { enabled: true, canary: block, ...rollout },
  ...others,
});

export const blueGreen = (block: DataObject, { rollout, ...others }: Beside = {}): DataObject => ({
  rollout: { enabled: true, strategy: "blueGreen", blueGreen: block, ...rollout },
  ...others,
});

/** A canary whose traffic somebody splits. */
export const routed = (trafficRouting: DataObject, block: DataObject = {}): DataObject =>
  canary({ trafficRouting, ...block });

const prometheus = (query: string) => ({ prometheus: { address: "http://prometheus.example:9090", query } });

/** Three measurements in two minutes. */
export const successRate = {
  args: [{ name: "service" }],
  metrics: [
    {
      name: "success-rate",
      interval: "1m",
      count: 3,
      successCondition: "len(result) > 0 && result[0] >= 0.95",
      provider: prometheus('success_ratio{service="{{args.service}}"}'),
    },
  ],
};

/** Measured until somebody ends it: for the background alone. */
export const errorRate = {
  metrics: [
    {
      name: "error-rate",
      interval: "30s",
      failureLimit: 2,
      failureCondition: "len(result) > 0 && result[0] > 0.05",
      provider: prometheus("error_ratio"),
    },
  ],
};

export const forService = { name: "service", value: NAME };

/** What is known around the service: a ClusterAnalysisTemplate of the platform. */
export const around: Surroundings = {
  clusterTemplates: { "platform-success-rate": analysisTemplate.parse(successRate) },
};
