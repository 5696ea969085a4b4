import type { DataObject } from "../../../components/config";
import { routed, type Specs } from "../support/specs";

const istio = { istio: { virtualService: { name: "pay" } } };
const alb = { alb: { ingress: "pay", servicePort: 80 } };
const nginx = { nginx: { stableIngress: "pay" } };
const managed = (...names: string[]) => ({ managedRoutes: names.map((name) => ({ name })) });
const byHeader = (headerValue: DataObject) => ({
  setHeaderRoute: { name: "testers", match: [{ headerName: "X-Tester", headerValue }] },
});
const weigh = { setWeight: 20 };
const wait = { pause: {} };
const experiment = { templates: [{ name: "candidate", specRef: "canary", weight: 5 }], duration: "10m" };

/** What only a router makes possible. */
export const routing: Specs = {
  "the canary's pods apart from its weight": routed(nginx, {
    steps: [
      { setCanaryScale: { replicas: 1 } },
      weigh,
      wait,
      { setCanaryScale: { weight: 50 } },
      { setWeight: 40 },
      wait,
      { setCanaryScale: { matchTrafficWeight: true } },
      { setWeight: 60 },
    ],
  }),
  "a header's exact value": routed(
    { ...istio, ...managed("testers") },
    { steps: [byHeader({ exact: "yes" }), wait, weigh] },
  ),
  "a header's prefix and expression, then no route": routed(
    { ...istio, ...managed("testers") },
    {
      steps: [
        byHeader({ prefix: "ye" }),
        wait,
        byHeader({ regex: "ye.*" }),
        wait,
        { setHeaderRoute: { name: "testers" } },
        weigh,
      ],
    },
  ),
  "a header on alb": routed(
    { ...alb, ...managed("testers") },
    { steps: [byHeader({ exact: "yes" }), wait, weigh] },
  ),
  "a header on apisix": routed(
    { apisix: { route: { name: "pay" } }, ...managed("testers") },
    { steps: [byHeader({ exact: "yes" }), wait, weigh] },
  ),
  "a mirror of some requests": routed(
    { ...istio, ...managed("mirror") },
    {
      steps: [
        {
          setMirrorRoute: {
            name: "mirror",
            percentage: 50,
            match: [
              { method: { exact: "GET" }, path: { prefix: "/" }, headers: { "X-Tester": { regex: "y.*" } } },
            ],
          },
        },
        wait,
        { setMirrorRoute: { name: "mirror" } },
        weigh,
      ],
    },
  ),
  "both kinds of routes": routed(
    { ...istio, ...managed("testers", "mirror") },
    {
      steps: [
        byHeader({ exact: "yes" }),
        { setMirrorRoute: { name: "mirror", match: [{ path: { exact: "/pay" } }] } },
        wait,
        weigh,
      ],
    },
  ),
  "an experiment with a weight on istio": routed(istio, { steps: [{ experiment }, weigh] }),
  "an experiment with a weight on alb": routed(alb, { steps: [{ experiment }, weigh] }),
  "an experiment with a weight on smi": routed({ smi: {} }, { steps: [{ experiment }, weigh] }),
  "ping-pong on istio": routed(istio, {
    pingPong: { pingService: "pay-ping", pongService: "pay-pong" },
    steps: [weigh],
  }),
  "ping-pong on alb": routed(
    { alb: { ...alb.alb, rootService: "pay" } },
    { pingPong: { pingService: "pay-ping", pongService: "pay-pong" }, steps: [weigh] },
  ),
  "a stable version that shrinks": routed(nginx, {
    dynamicStableScale: true,
    abortScaleDownDelaySeconds: 60,
    minPodsPerReplicaSet: 1,
    steps: [weigh, wait],
  }),
  "a stable version that stays for a while": routed(nginx, {
    scaleDownDelaySeconds: 60,
    scaleDownDelayRevisionLimit: 1,
    abortScaleDownDelaySeconds: 0,
    steps: [weigh],
  }),
  "weights of a plugin in thousandths": routed(
    { plugins: { "example/router": {} }, maxTrafficWeight: 1000 },
    { steps: [{ setWeight: 500 }] },
  ),
};
