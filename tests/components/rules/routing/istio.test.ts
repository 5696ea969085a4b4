import type { DataObject } from "../../../../components/config";
import { istioRules } from "../../../../components/rules/routing";
import { describeRules } from "../../../support/rule-cases";

const through = (istio: DataObject, ...layers: DataObject[]): DataObject =>
  Object.assign({ routing: { istio } }, ...layers);
const guide = (virtualService: DataObject = {}): DataObject => ({
  "cw-istio": { enabled: true, virtualService: { enabled: true, ...virtualService } },
});
const stepping = (...steps: DataObject[]): DataObject => ({ rollout: { enabled: true, canary: { steps } } });
const setHeaderRoute = { setHeaderRoute: { name: "testers" } };
const setMirrorRoute = { setMirrorRoute: { name: "copy" } };
const weighing = (weight: number | undefined): DataObject => ({
  experiment: {
    duration: "5m",
    templates: [{ name: "baseline", specRef: "stable", ...(weight !== undefined && { weight }) }],
  },
});
const service = { service: { ports: [{ name: "db", port: 5432 }] } };
const ownSubsets = (stableSubsetName: string, canarySubsetName: string) => ({
  virtualService: { name: "pay" },
  destinationRule: { name: "pay", stableSubsetName, canarySubsetName },
});
const at = "services.pay.routing.istio";
const steps = "services.pay.rollout.canary.steps";

describeRules("rules about Istio", istioRules, [
  {
    rule: "istio-settings-differ",
    refuses: through({ hosts: ["a.example.com"], gateways: ["edge/a"] }, guide({ hosts: ["b.example.com"] })),
    with: `${at}.hosts: cw-istio.virtualService.hosts says something else. Say it in one of the two blocks.`,
    accepts: [
      through({ hosts: ["a.example.com"] }, guide({ hosts: ["a.example.com"], gateways: ["edge/a"] })),
      through({ enabled: false, hosts: ["a.example.com"] }, guide({ hosts: ["b.example.com"] })),
    ],
  },
  {
    rule: "istio-subsets-differ",
    refuses: through(
      { subsets: true },
      { rollout: { enabled: true, canary: { trafficRouting: { istio: ownSubsets("old", "new") } } } },
    ),
    with: "services.pay.rollout.canary.trafficRouting.istio.destinationRule: routing.istio.subsets makes stable and canary in the DestinationRule pay. Name those here, or leave the block out.",
    accepts: [
      through({ subsets: true }, { rollout: { enabled: true } }),
      through(
        { subsets: { stable: "old", canary: "new" } },
        { rollout: { enabled: true, canary: { trafficRouting: { istio: ownSubsets("old", "new") } } } },
      ),
    ],
  },
  {
    rule: "istio-delegate",
    refuses: through(
      { delegate: true, gateways: ["edge/a"], tcp: [{ port: 80 }] },
      guide({ hosts: ["a.b"] }),
    ),
    with: [
      "services.pay.cw-istio.virtualService.hosts: A delegate has none. Take it out, or set delegate: false.",
      `${at}.gateways: A delegate has none. Take it out, or set delegate: false.`,
      `${at}.tcp: A delegate has none. Take it out, or set delegate: false.`,
    ],
    accepts: [through({ delegate: true }), through({ gateways: ["edge/a"] })],
  },
  {
    rule: "istio-mesh-wildcard",
    refuses: through({ hosts: ["pay", "*"] }),
    with: `${at}.hosts[1]: In the mesh a VirtualService cannot be for every host. Name hosts, or gateways without mesh.`,
    accepts: [through({ hosts: ["*"], gateways: ["edge/a"] }), through({ hosts: ["*.example.com"] })],
  },
  {
    rule: "istio-mesh-bypassed",
    refuses: through({ hosts: ["pay.example.com", "pay"], gateways: ["edge/a"] }, stepping()),
    with: [
      `${at}.gateways: Callers in the mesh that call pay pass by. Add mesh, or name hosts that only the gateways have.`,
    ],
    accepts: [
      through({ hosts: ["shop.example.com", "pay"], gateways: ["edge/a", "mesh"] }, stepping()),
      through({ hosts: ["shop.example.com"], gateways: ["edge/a"] }, stepping()),
      through({ gateways: ["edge/a"] }),
    ],
  },
  {
    rule: "istio-port",
    refuses: through(
      { tcp: [{ port: 5433 }], http: [{ name: "web", servicePort: 81 }], hosts: ["a.b"] },
      service,
    ),
    with: [
      `${at}.http[0].servicePort: The Service has no port 81: it has 80 and 5432. Name one of them.`,
      `${at}.tcp[0].port: The Service has no port 5433: it has 80 and 5432. Name its port as servicePort.`,
    ],
    accepts: through({ tcp: [{ port: 5433, servicePort: 5432 }, { port: 5432 }] }, service),
  },
  {
    rule: "istio-route-unreachable",
    refuses: through({ http: [{ name: "rest" }, { name: "cards", match: [{ uri: { prefix: "/cards" } }] }] }),
    with: `${at}.http[0]: rest takes every request, so none gets to cards. Put it last, or say what it matches.`,
    accepts: through({ http: [{ name: "cards", match: [{ uri: { prefix: "/cards" } }] }, { name: "rest" }] }),
  },
  {
    rule: "istio-tls-host",
    refuses: through({ hosts: ["*.example.com"], tls: [{ port: 80, sniHosts: ["a.example.com", "a.b"] }] }),
    with: `${at}.tls[0].sniHosts[1]: a.b is not among hosts. Add it there.`,
    accepts: through({
      hosts: ["*.example.com", "a.b"],
      tls: [{ port: 80, sniHosts: ["a.b", "*.example.com"] }],
    }),
  },
  {
    rule: "istio-steps-need-http",
    refuses: through({ tcp: [{ port: 80 }] }, stepping(setHeaderRoute, setMirrorRoute)),
    with: [
      `${steps}[0].setHeaderRoute: The VirtualService has no HTTP route beside which it could stand. Add one under routing.istio.http, or take the step out.`,
      `${steps}[1].setMirrorRoute: The VirtualService has no HTTP route beside which it could stand. Add one under routing.istio.http, or take the step out.`,
    ],
    accepts: through({ tcp: [{ port: 80 }], http: [{ name: "web" }] }, stepping(setHeaderRoute)),
  },
  {
    rule: "istio-steps-elsewhere",
    refuses: through({ namespace: "edge" }, stepping({ setWeight: 10 }, setMirrorRoute)),
    with: `${steps}[1].setMirrorRoute: Its route in edge would lead to a Service of that namespace. Set routing.istio.subsets: true, or leave routing.istio.namespace out.`,
    accepts: [
      through({ namespace: "edge", subsets: true }, stepping(setMirrorRoute)),
      through({ namespace: "edge" }, stepping({ setWeight: 10 })),
      through({}, stepping(setMirrorRoute)),
    ],
  },
  {
    rule: "istio-steps-elsewhere",
    when: "an experiment with a weight",
    refuses: through({ namespace: "edge", subsets: true }, stepping(weighing(5))),
    with: `${steps}[0].experiment.templates[0].weight: Its route in edge would lead to a Service of that namespace. Leave the weight out, or routing.istio.namespace.`,
    accepts: [
      through({ namespace: "edge" }, stepping(weighing(undefined))),
      through({}, stepping(weighing(5))),
    ],
  },
]);
