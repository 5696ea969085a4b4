import { podWithAll } from "../../support/pod-with-all";
import { canary, type Specs } from "../support/specs";

const steps = [{ setWeight: 50 }, { pause: { duration: "1m" } }];
const settings = (values: Parameters<typeof canary>[0]) => canary({ steps }, { rollout: values });

/** What a Rollout says beside its strategy. */
export const workloads: Specs = {
  "the least time that pods must be ready": settings({ minReadySeconds: 30, progressDeadlineSeconds: 60 }),
  "a failed update is aborted": settings({ progressDeadlineSeconds: 300, progressDeadlineAbort: true }),
  "few old versions": settings({ revisionHistoryLimit: 2 }),
  "no old versions": settings({ revisionHistoryLimit: 0 }),
  "a fast way back": settings({ rollbackWindow: { revisions: 3 } }),
  "few old AnalysisRuns": settings({
    analysis: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 2 },
  }),
  "a paused Rollout": settings({ paused: true }),
  "an autoscaler": canary(
    { steps },
    {
      resources: { requests: { cpu: "100m" } },
      autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 6, targetCPUUtilizationPercentage: 70 },
    },
  ),
  "pods of a Deployment that is made elsewhere": canary(
    { steps },
    {
      image: null,
      service: { selector: { app: "legacy" } },
      rollout: { workloadRef: { name: "legacy", scaleDown: "onsuccess" } },
    },
  ),
  "a pod with all that a pod can have": canary(
    { steps },
    {
      service: { port: 80, targetPort: 8080 },
      resources: { requests: { cpu: 1, memory: "64Mi" }, limits: { memory: "128Mi" } },
      env: [
        { name: "PLAIN", value: "1" },
        { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "pay", key: "password", optional: true } } },
      ],
      configFiles: { "/etc/pay/config.yaml": "a: 1" },
      startupProbe: { httpGet: { path: "/started" }, failureThreshold: 30 },
      readinessProbe: { httpGet: { path: "/ready", port: 8080 }, periodSeconds: 5 },
      livenessProbe: { tcpSocket: {}, initialDelaySeconds: 10 },
    },
  ),
  "a pod that says something under every key": canary({ steps }, podWithAll),
  "pods on the network and among the processes of their node": canary(
    { steps },
    {
      security: { tmp: false, allow: { root: "r", unconfined: "u", hostNetwork: "n", hostPID: "p" } },
      antiAffinity: "hard",
      topologySpread: { enabled: false },
      drainSeconds: 0,
      sidecars: { logs: { image: "registry.example/logs:1", ports: [{ containerPort: 9102 }] } },
    },
  ),
};
