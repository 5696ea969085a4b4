import { blueGreen, canary, routed, type Specs } from "../support/specs";

const istio = { istio: { virtualService: { name: "pay", routes: ["primary"] } } };
const alb = { alb: { ingress: "pay", servicePort: 80 } };
const nginx = { nginx: { stableIngress: "pay" } };
const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
const steps = [{ setWeight: 20 }, { pause: {} }];
const gatewayApi = (settings: Parameters<typeof routed>[0]) => ({
  plugins: { "argoproj-labs/gatewayAPI": settings },
});
const testers = { managedRoutes: [{ name: "testers" }] };
const headerStep = {
  setHeaderRoute: { name: "testers", match: [{ headerName: "X-Tester", headerValue: { exact: "yes" } }] },
};
const mirrorStep = { setMirrorRoute: { name: "testers", match: [{ path: { prefix: "/" } }] } };
const legacy = { image: null, service: { selector: { app: "legacy" } } };
const experiment = (...weights: number[]) => ({
  experiment: {
    templates: weights.map((weight, index) => ({ name: `of-${String(index)}`, specRef: "canary", weight })),
  },
});

/** Mistakes that lint lets pass, and that show in the cluster. */
export const beyondLint: Specs = {
  "a scale in two ways": routed(nginx, { steps: [{ setCanaryScale: { weight: 20, replicas: 1 } }] }),
  "the clients' Service for the canary": canary({ steps, canaryService: "pay" }),
  "a Rollout of a workload whose labels are not known": canary(
    { steps },
    { image: null, rollout: { workloadRef: { name: "legacy" } } },
  ),
  "an image beside another workload's": canary(
    { steps },
    { service: legacy.service, rollout: { workloadRef: { name: "legacy" } } },
  ),
  "a kind of workload in the wrong group": canary(
    { steps },
    { ...legacy, rollout: { workloadRef: { kind: "PodTemplate", name: "legacy" } } },
  ),
  "two templates of an experiment with one name": canary({
    steps: [
      {
        experiment: {
          templates: [
            { name: "a", specRef: "canary" },
            { name: "a", specRef: "stable" },
          ],
        },
      },
    ],
  }),
  "an experiment with more than all traffic": routed(istio, {
    steps: [{ setWeight: 50 }, experiment(30, 30)],
  }),
  "routing without a router": routed({}, { steps }),
  "both forms of naming an Ingress": routed(
    { nginx: { ...nginx.nginx, stableIngresses: ["pay-internal"] } },
    { steps },
  ),
  "no form of naming an Ingress": routed({ alb: { servicePort: 80 } }, { steps }),
  "both forms of naming a VirtualService": routed(
    { istio: { ...istio.istio, virtualServices: [{ name: "pay-internal" }] } },
    { steps },
  ),
  "no port of the Service": routed({ alb: { ingress: "pay" } }, { steps }),
  "ping-pong on the Gateway API": routed(gatewayApi({ httpRoutes: [{ name: "pay" }] }), { pingPong, steps }),
  "ping-pong on the Gateway API without Services": routed(
    { ...gatewayApi({ httpRoutes: [{ name: "pay" }] }), ...istio },
    { pingPong, steps },
  ),
  "clients that stay for a year": routed(
    { alb: { ...alb.alb, stickinessConfig: { enabled: true, durationSeconds: 31_536_000 } } },
    { steps },
  ),
  "one subset for both versions": routed(
    {
      istio: {
        ...istio.istio,
        destinationRule: { name: "pay", canarySubsetName: "a", stableSubsetName: "a" },
      },
    },
    { steps },
  ),
  "the Gateway API without a route": routed(gatewayApi({}), { steps }),
  "a header on a listed route of the Gateway API": routed(
    { ...gatewayApi({ httpRoutes: [{ name: "pay" }] }), ...testers },
    { steps: [headerStep, ...steps] },
  ),
  "a mirror on the Gateway API": routed(
    { ...gatewayApi({ httpRoute: "pay" }), ...testers },
    { steps: [mirrorStep, ...steps] },
  ),
  "thousandths on the Gateway API": routed(
    { ...gatewayApi({ httpRoute: "pay" }), maxTrafficWeight: 1000 },
    { steps },
  ),
  "two managed routes with one name": routed(
    { ...istio, managedRoutes: [{ name: "testers" }, { name: "testers" }] },
    { steps: [headerStep, ...steps] },
  ),
  "a managed route that Kubernetes cannot name": routed(
    { ...gatewayApi({ httpRoute: "pay" }), managedRoutes: [{ name: "The Testers" }] },
    { steps },
  ),
  "the own route among the managed ones": routed(
    { ...istio, managedRoutes: [{ name: "primary" }] },
    { steps },
  ),
  "a mirror of headers in two ways": routed(
    { ...istio, ...testers },
    {
      steps: [
        {
          setMirrorRoute: {
            name: "testers",
            match: [{ headers: { "X-Tester": { exact: "y", regex: "y" } } }],
          },
        },
        ...steps,
      ],
    },
  ),
  "an HTTPRoute without a Gateway": canary({ steps }, { httpRoute: { enabled: true } }),
  "an autoscaler from more to less": canary(
    { steps },
    {
      resources: { requests: { cpu: "1" } },
      autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 4 },
    },
  ),
  "an autoscaler that knows no request": canary({ steps }, { autoscaling: { enabled: true } }),
  "a pause where nobody watches": canary({ steps }, { release: { unattended: true } }),
  "a promotion by hand where nobody watches": blueGreen(
    { autoPromotionEnabled: false },
    { release: { unattended: true } },
  ),
  "a rule that there is not": canary({ steps }, { rules: { "canary-weight-bound": "off" } }),
};
