import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dump } from "js-yaml";
import type { DataObject } from "../../components/config";

export const environments = ["dev", "staging", "prod"] as const;

const resources = {
  requests: { cpu: "100m", memory: "128Mi" },
  limits: { memory: "256Mi" },
};
const autoscaling = { enabled: true, minReplicas: 4, maxReplicas: 12, targetCPUUtilizationPercentage: 70 };
const probe = { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5 };

/** What a stack or a service calls `success`. */
const success: DataObject = {
  args: [{ name: "service" }],
  metrics: [
    {
      name: "success-rate",
      interval: "1m",
      count: 5,
      failureLimit: 1,
      successCondition: "len(result) > 0 && result[0] >= 0.95",
      provider: {
        prometheus: {
          address: "http://prometheus.example:9090",
          query: 'sum(rate(requests_total{service="{{args.service}}",code!~"5.."}[5m]))',
        },
      },
    },
  ],
};
const measuredBy = (templateName: string) => ({
  templates: [{ templateName }],
  args: [{ name: "service", value: "canary" }],
});
const gateway = { enabled: true, parentRefs: [{ name: "public", namespace: "gateways" }] };

/** The kinds of services that a catalog mixes, evenly. */
const mix: readonly ((name: string) => DataObject)[] = [
  () => ({}),
  () => ({ rollout: { enabled: true }, replicaCount: 4 }),
  () => ({ rollout: { enabled: true }, autoscaling }),
  () => ({
    rollout: {
      enabled: true,
      strategy: "bluegreen",
      blueGreen: { scaleDownDelaySeconds: 60, prePromotionAnalysis: measuredBy("success") },
    },
  }),
  (name) => ({
    rollout: {
      enabled: true,
      canary: {
        steps: [
          { setWeight: 5 },
          { analysis: measuredBy(`${name}-success`) },
          { setWeight: 25 },
          { pause: { duration: "10m" } },
          { setWeight: 50 },
          { analysis: measuredBy(`${name}-success`) },
        ],
      },
    },
    autoscaling,
    httpRoute: { ...gateway, hostnames: ["shop.example"] },
    analysisTemplates: { [`${name}-success`]: success },
  }),
];

/** The stack's own part of the config. */
export function stackConfig(environment: string, catalog: string): DataObject {
  return { environment, catalog, controller: { install: false }, analysisTemplates: { success } };
}

/** Writes the files of `count` services for all three environments. */
export function writeCatalog(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const name = `service-${String(index).padStart(4, "0")}`;
    mkdirSync(path.join(folder, name), { recursive: true });
    for (const [file, values] of Object.entries(serviceFiles(name, index)))
      writeFileSync(path.join(folder, name, file), dump(values, { noRefs: true }));
  }
}

/** Some 60 lines for all environments and some more for each, as in a real service. */
function serviceFiles(name: string, index: number): Record<string, DataObject> {
  const variables = Array.from({ length: 8 }, (_, number) => ({
    name: `OPTION_${String(number)}`,
    value: `value ${String(index)}`,
  }));
  const base = {
    image: { repository: `registry.example/team-${String(index % 20)}/${name}` },
    service: { port: 8080 },
    resources,
    readinessProbe: probe,
    livenessProbe: probe,
    env: [...variables, { name: "TOKEN", valueFrom: { secretKeyRef: { name: "tokens", key: "token" } } }],
    configFiles: { "/etc/service/config.yaml": `index: ${String(index)}\nlevel: info\n` },
    ...mix[index % mix.length]?.(name),
  };
  const ofEnvironment = (environment: string): DataObject => ({
    image: { tag: `v1.${String(index)}.0` },
    env: [{ name: "ENVIRONMENT", value: environment }, ...variables],
    ...(environment === "prod" ? {} : { autoscaling: { minReplicas: 2 } }),
  });
  return {
    "values.yaml": base,
    ...Object.fromEntries(environments.map((one) => [`values-${one}.yaml`, ofEnvironment(one)])),
  };
}
