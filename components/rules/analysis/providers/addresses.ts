import type { MetricProvider } from "../../../config";
import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { isTemplated } from "../placeholder";

const why = "Every measurement is an error, and after five of them the update is aborted.";

export const providerUrl: Rule<TemplateScope> = {
  id: "provider-url",
  severity: "error",
  what: "The address of a metric provider is no URL.",
  why,
  upstream: "argo-rollouts metricproviders/prometheus/prometheus.go: IsUrl; the other providers' clients",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      for (const { at, url } of urlsOf(provider)) {
        if (url === undefined || isTemplated(url) || /^https?:\/\/[^/?#]/i.test(url)) continue;
        yield {
          path: ["metrics", index, "provider", ...at],
          reason: `"${url}" is no URL.`,
          hint: `Write it with its scheme: http://${url.replace(/^.*:\/\//, "")}`,
        };
      }
    }
  },
};

export const prometheusAddress: Rule<TemplateScope> = {
  id: "prometheus-address",
  severity: "warning",
  what: "A prometheus metric has no address.",
  why: "The controller then needs ARGO_ROLLOUTS_PROMETHEUS_ADDRESS in its environment; without it every measurement is an error.",
  upstream: "argo-rollouts metricproviders/prometheus/prometheus.go: NewPrometheusAPI",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      if (provider.prometheus === undefined || provider.prometheus.address !== undefined) continue;
      yield {
        path: ["metrics", index, "provider", "prometheus"],
        reason: "There is no address.",
        hint: "Set it, unless the controller's environment has ARGO_ROLLOUTS_PROMETHEUS_ADDRESS.",
      };
    }
  },
};

export const providerSettings: Rule<TemplateScope> = {
  id: "provider-settings",
  severity: "error",
  what: "A metric provider lacks a setting that the CRD lets one leave out and the provider needs.",
  why,
  upstream: "argo-rollouts metricproviders/{graphite,skywalking,wavefront}: the clients' constructors",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      for (const [name, isMissing] of Object.entries(missingSettings(provider))) {
        for (const [setting, missing] of Object.entries(isMissing)) {
          if (!missing) continue;
          yield {
            path: ["metrics", index, "provider", name],
            reason: `${name} needs the setting ${setting}.`,
            hint: setting === "interval" ? "Set it: how far back the query looks, such as 5m." : "Set it.",
          };
        }
      }
    }
  },
};

function urlsOf({ prometheus, web, graphite, skywalking, kayenta }: MetricProvider) {
  return [
    { at: ["prometheus", "address"], url: prometheus?.address },
    { at: ["web", "url"], url: web?.url },
    { at: ["graphite", "address"], url: graphite?.address },
    { at: ["skywalking", "address"], url: skywalking?.address },
    { at: ["kayenta", "address"], url: kayenta?.address },
  ];
}

function missingSettings({
  graphite,
  skywalking,
  wavefront,
}: MetricProvider): Record<string, Record<string, boolean>> {
  return {
    ...(graphite && { graphite: { address: graphite.address === undefined } }),
    ...(wavefront && { wavefront: { address: wavefront.address === undefined } }),
    ...(skywalking && {
      skywalking: {
        address: skywalking.address === undefined,
        interval: skywalking.interval === undefined,
      },
    }),
  };
}
