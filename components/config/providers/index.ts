import { z } from "zod";
import type { Answer, Measured } from "./answer";
import { cloudWatch, cloudWatchAnswer, cloudWatchMeasured } from "./cloud-watch";
import { datadog, datadogAnswer, datadogMeasured } from "./datadog";
import { graphite, graphiteAnswer, graphiteMeasured } from "./graphite";
import { influxdb, influxdbAnswer, influxdbMeasured } from "./influxdb";
import { job } from "./job";
import { kayenta } from "./kayenta";
import { newRelic, newRelicAnswer, newRelicMeasured } from "./new-relic";
import { plugin } from "./plugin";
import { prometheus, prometheusAnswer, prometheusMeasured } from "./prometheus";
import { skywalking, skywalkingAnswer, skywalkingMeasured } from "./skywalking";
import { wavefront, wavefrontMeasured } from "./wavefront";
import { web, webMeasured } from "./web";

export type { Answer, Measured, ResultPart } from "./answer";

const providers = {
  ...{ prometheus, datadog, newRelic, wavefront, kayenta, web, job },
  ...{ graphite, influxdb, skywalking, cloudWatch, plugin },
} as const;

/** Where a metric's values come from. Upstream: `MetricProvider`. How many are set, a rule checks. */
export const metricProvider = z.strictObject(providers).partial();
export type MetricProvider = z.output<typeof metricProvider>;

type Trait<T> = (provider: MetricProvider) => T | undefined;

/** Without an entry the answer itself decides what it is, as with `web` and plugins. */
const answers: Readonly<Record<string, Trait<Answer>>> = {
  prometheus: ({ prometheus: settings }) => settings && prometheusAnswer(settings),
  graphite: () => graphiteAnswer,
  influxdb: () => influxdbAnswer,
  datadog: () => datadogAnswer,
  newRelic: () => newRelicAnswer,
  skywalking: () => skywalkingAnswer,
  cloudWatch: () => cloudWatchAnswer,
};

/** Without an entry there is no number: the provider decides by itself. */
const measured: Readonly<Record<string, Trait<Measured>>> = {
  prometheus: ({ prometheus: settings }) => settings && prometheusMeasured(settings),
  graphite: () => graphiteMeasured,
  influxdb: () => influxdbMeasured,
  datadog: () => datadogMeasured,
  newRelic: () => newRelicMeasured,
  skywalking: () => skywalkingMeasured,
  cloudWatch: () => cloudWatchMeasured,
  wavefront: () => wavefrontMeasured,
  web: () => webMeasured,
};

/** What conditions get as `result`. Undefined where nothing is known of it. */
export function answerOf(provider: MetricProvider): Answer | undefined {
  return traitOf(answers, provider);
}

/** How `min` and `max` find a number. Undefined where there is none. */
export function measuredOf(provider: MetricProvider): Measured | undefined {
  return traitOf(measured, provider);
}

/** Of the one provider; of several, or none, there is no answer. */
function traitOf<T>(traits: Readonly<Record<string, Trait<T>>>, provider: MetricProvider): T | undefined {
  const [name, ...others] = Object.keys(provider);
  return others.length === 0 ? traits[name ?? ""]?.(provider) : undefined;
}
