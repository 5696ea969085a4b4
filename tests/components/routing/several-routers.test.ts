import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding, parse, service } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { findingsOf } from "../../support/rule-cases";
import { withPlugins } from "../../support/scoped-rule-cases";
import { subjectOf, values } from "../../support/services";

const rollout = { enabled: true, canary: { steps: [{ setWeight: 50 }] } };
const routing = (layer: DataObject) => {
  const subject = subjectOf({ rollout }, layer);
  const delivery = deliveryOf("pay", subject.service);
  assert.equal(delivery.kind, "canary");
  return {
    block: delivery.kind === "canary" ? delivery.canary.trafficRouting : undefined,
    objects: renderRoutes(subject).map(({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}`),
  };
};

describe("a canary through several routers at once", () => {
  it("goes through the Service Mesh Interface inside and ingress-nginx from outside", () => {
    assert.deepEqual(routing({ routing: { smi: {}, nginx: {} } }), {
      block: { smi: { rootService: "pay" }, nginx: { stableIngress: "pay" } },
      objects: ["Ingress pay"],
    });
  });

  it("goes through Istio inside and a load balancer of AWS from outside", () => {
    const istio = { enabled: true, virtualService: { enabled: true } };
    assert.deepEqual(routing({ "cw-istio": istio, routing: { alb: {} } }), {
      block: {
        istio: { virtualService: { name: "pay", routes: ["primary"] } },
        alb: { ingress: "pay", servicePort: 80, rootService: "pay-root" },
      },
      objects: ["VirtualService pay", "Ingress pay"],
    });
  });

  it("goes through plugins beside them, whose objects are not ours", () => {
    const plugins = { "argoproj-labs/contour": { httpProxy: "pay" } };
    assert.deepEqual(routing({ routing: { nginx: {}, plugins } }), {
      block: { nginx: { stableIngress: "pay" }, plugins },
      objects: ["Ingress pay"],
    });
  });

  it("is told where it asks for a plugin that the controller does not have", () => {
    const layer = { rollout, routing: { plugins: { "argoproj-labs/contour": {} } } };
    assert.deepEqual(findingsOf("unregistered-plugin", layer, withPlugins({})), [
      'services.pay.routing.plugins["argoproj-labs/contour"]: The controller has no plugin "argoproj-labs/contour". Add it to controller.plugins.trafficRouters.',
    ]);
  });

  it("has the plugin for the Gateway API under httpRoute alone", () => {
    const plugins = { "argoproj-labs/gatewayAPI": {} };
    assert.deepEqual((parse(service, values({ routing: { plugins } })).findings ?? []).map(formatFinding), [
      'routing.plugins["argoproj-labs/gatewayAPI"]: "argoproj-labs/gatewayAPI" is not valid: expected httpRoute, or rollout.canary.trafficRouting.plugins, for the Gateway API.',
    ]);
  });
});
