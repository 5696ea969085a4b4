import assert from "node:assert/strict";
import { allowedRouters, type DataObject } from "../../components/config";
import { checkService } from "../../components/rules";
import { withUsedRouters } from "../../stacks/used-routers";
import { values } from "../support/services";

const services = (layers: Record<string, DataObject>) =>
  new Map(
    Object.entries(layers).map(([name, layer]) => {
      const { service } = checkService(name, values(layer), ["services", name]);
      assert.ok(service, name);
      return [name, service];
    }),
  );
const routed = (trafficRouting: DataObject): DataObject => ({
  rollout: { enabled: true, canary: { trafficRouting } },
});

describe("the routers for which a stack's controller has rights", () => {
  it("are those of its services, and those that it names itself", () => {
    const used = services({
      pay: routed({ nginx: { stableIngress: "pay" }, plugins: { "acme/mesh": {} } }),
      buy: { routing: { istio: { enabled: true, hosts: ["buy.test"] } } },
    });
    assert.deepEqual(withUsedRouters({ routers: ["smi"] }, used).routers, ["istio", "nginx", "smi"]);
  });

  it("are none where no service has one", () => {
    assert.deepEqual(allowedRouters(withUsedRouters({}, services({ pay: {} }))), []);
  });

  it("are all where the stack has no services, and installs for others", () => {
    assert.equal(allowedRouters(withUsedRouters({}, services({}))), undefined);
    assert.equal(
      allowedRouters(withUsedRouters({ rights: "all" as const }, services({ pay: {} }))),
      undefined,
    );
  });
});
