import type { DataObject } from "../../../components/config";
import { canary, routed, type Specs } from "../support/specs";

const istio = { istio: { virtualService: { name: "pay" } } };
const alb = { alb: { ingress: "pay", servicePort: 80 } };
const nginx = { nginx: { stableIngress: "pay" } };
const testers = { managedRoutes: [{ name: "testers" }] };
const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
const weigh = { setWeight: 20 };
const header = (...match: DataObject[]) => ({
  setHeaderRoute: {
    name: "testers",
    match: match.map((headerValue) => ({ headerName: "X-Tester", headerValue })),
  },
});
const exact = header({ exact: "yes" });
const mirror = (match: DataObject) => ({ setMirrorRoute: { name: "testers", match: [match] } });
const getOnly = mirror({ method: { exact: "GET" } });
const experiment = { experiment: { templates: [{ name: "a", specRef: "canary", weight: 5 }] } };

/** What a router is needed for, and what not every router can do. */
export const routing: Specs = {
  "the canary's pods apart, without a router": canary({
    steps: [{ setCanaryScale: { replicas: 1 } }, weigh],
  }),
  "a delay without a router": canary({ steps: [weigh], scaleDownDelaySeconds: 30 }),
  "a shrinking stable version without a router": canary({ steps: [weigh], dynamicStableScale: true }),
  "a shrinking stable version that stays for a while": routed(nginx, {
    steps: [weigh],
    dynamicStableScale: true,
    scaleDownDelaySeconds: 30,
  }),
  "a header without a router": canary({ steps: [exact, weigh] }),
  "a header on nginx": routed({ ...nginx, ...testers }, { steps: [exact, weigh] }),
  "a header on smi": routed({ smi: {}, ...testers }, { steps: [exact, weigh] }),
  "a header with another managed route": routed(
    { ...istio, managedRoutes: [{ name: "others" }] },
    { steps: [exact, weigh] },
  ),
  "a header with no managed routes at all": routed(
    { ...istio, managedRoutes: [] },
    { steps: [exact, weigh] },
  ),
  "a header without a value": routed({ ...istio, ...testers }, { steps: [header({}), weigh] }),
  "a header with two kinds of values": routed(
    { ...istio, ...testers },
    { steps: [header({ exact: "yes", regex: "y.*" }), weigh] },
  ),
  "a header with an empty value": routed({ ...istio, ...testers }, { steps: [header({ exact: "" }), weigh] }),
  "the second header with two kinds of values": routed(
    { ...istio, ...testers },
    { steps: [header({ exact: "yes" }, { prefix: "y", regex: "y.*" }), weigh] },
  ),
  "an expression for a header on alb": routed(
    { ...alb, ...testers },
    { steps: [header({ regex: "y.*" }), weigh] },
  ),
  "a prefix for a header on alb": routed({ ...alb, ...testers }, { steps: [header({ prefix: "y" }), weigh] }),
  "a mirror without a router": canary({ steps: [getOnly, weigh] }),
  "a mirror on nginx": routed({ ...nginx, ...testers }, { steps: [getOnly, weigh] }),
  "a mirror on alb": routed({ ...alb, ...testers }, { steps: [getOnly, weigh] }),
  "a mirror of a method in two ways": routed(
    { ...istio, ...testers },
    { steps: [mirror({ method: { exact: "GET", prefix: "G" } }), weigh] },
  ),
  "a mirror of an empty path": routed({ ...istio, ...testers }, { steps: [mirror({ path: {} }), weigh] }),
  "an experiment with a weight, without a router": canary({ steps: [experiment, weigh] }),
  "an experiment with a weight on nginx": routed(nginx, { steps: [experiment, weigh] }),
  "an experiment with a weight on traefik": routed(
    { traefik: { weightedTraefikServiceName: "pay" } },
    { steps: [experiment, weigh] },
  ),
  "the most traffic on istio": routed({ ...istio, maxTrafficWeight: 1000 }, { steps: [weigh] }),
  "the most traffic on alb": routed({ ...alb, maxTrafficWeight: 1000 }, { steps: [weigh] }),
  "more than the most traffic": routed({ ...nginx, maxTrafficWeight: 50 }, { steps: [{ setWeight: 60 }] }),
  "ping-pong on nginx": routed(nginx, { pingPong, canaryService: "a", stableService: "b", steps: [weigh] }),
  "ping-pong on smi": routed(
    { smi: {} },
    { pingPong, canaryService: "a", stableService: "b", steps: [weigh] },
  ),
  "ping without pong": routed(istio, { pingPong: { pingService: "pay-ping" }, steps: [weigh] }),
  "ping-pong between one Service": routed(istio, {
    pingPong: { pingService: "pay-ping", pongService: "pay-ping" },
    steps: [weigh],
  }),
  "ping-pong on alb without a root Service": routed(alb, { pingPong, steps: [weigh] }),
  "one Service for both versions with a router": routed(nginx, {
    canaryService: "pay-canary",
    stableService: "pay-canary",
    steps: [weigh],
  }),
  "the canary under the name that the stable Service gets": routed(nginx, {
    canaryService: "pay-stable",
    steps: [weigh],
  }),
  "a router that nobody knows": routed({ envoy: { route: "pay" } }, { steps: [weigh] }),
  "a misspelt router": routed({ isto: istio.istio }, { steps: [weigh] }),
  "a VirtualService that is text": routed({ istio: { virtualService: "pay" } }, { steps: [weigh] }),
  "a port that is text": routed({ alb: { ingress: "pay", servicePort: "http" } }, { steps: [weigh] }),
  "several Ingresses under the key for one": routed(
    { nginx: { stableIngress: ["pay"] } },
    { steps: [weigh] },
  ),
};
