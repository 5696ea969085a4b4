import assert from "node:assert/strict";
import fc from "fast-check";
import { type DataObject } from "../../../../components/config";
import { planWorkload } from "../../../../components/workload";
import { assertContains } from "../../../support/contains";
import { subjectOf } from "../../../support/services";
import { containers, initContainers, list, main, object, podSpec } from "./rendered-pod";

const image = "registry.example/proxy:1";
const names = (all: readonly DataObject[]) => all.map(({ name }) => name);

describe("the main container", () => {
  it("takes command, arguments and folder as the values say", () => {
    const said = { command: ["/pay"], args: ["--fast"], workingDir: "/work" };
    assertContains(main(said), said);
  });

  it("gets variables from whole ConfigMaps and Secrets, and from its resources", () => {
    const envFrom = [{ prefix: "DB_", secretRef: { name: "pay-db", optional: true } }];
    const env = [{ name: "CORES", valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: 1 } } }];
    assertContains(main({ envFrom, env }), {
      envFrom,
      env: [{ valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "1" } } }],
    });
  });

  it("is probed in each way that Kubernetes knows", () => {
    const probes = {
      startupProbe: { grpc: { port: 9000, service: "pay" }, terminationGracePeriodSeconds: 5 },
      readinessProbe: {
        httpGet: {
          path: "/up",
          port: "http",
          scheme: "HTTPS",
          httpHeaders: [{ name: "Host", value: "pay" }],
        },
      },
      livenessProbe: { exec: { command: ["/alive"] } },
    };
    assertContains(main(probes), probes);
  });
});

describe("the end of a pod", () => {
  const lifecycle = (...layers: DataObject[]) => main(...layers)["lifecycle"];

  it("waits ten seconds before the program is told to end, so that nobody sends to it any more", () => {
    assert.deepEqual(lifecycle(), { preStop: { sleep: { seconds: 10 } } });
    assert.equal("terminationGracePeriodSeconds" in podSpec(), false);
  });

  it("waits for as long as the values say, or not at all", () => {
    assert.deepEqual(lifecycle({ drainSeconds: 45, terminationGracePeriodSeconds: 60 }), {
      preStop: { sleep: { seconds: 45 } },
    });
    assert.equal(podSpec({ terminationGracePeriodSeconds: 60 })["terminationGracePeriodSeconds"], 60);
    assert.equal(lifecycle({ drainSeconds: 0 }), undefined);
  });

  it("is the service's own where it has a hook", () => {
    const preStop = { exec: { command: ["/drain"] } };
    assert.deepEqual(lifecycle({ lifecycle: { preStop } }), { preStop });
    const postStart = { httpGet: { path: "/warm", port: "http" } };
    assert.deepEqual(lifecycle({ lifecycle: { postStart } }), {
      preStop: { sleep: { seconds: 10 } },
      postStart,
    });
  });
});

describe("containers beside the main one", () => {
  it("run natively: started before the main one, and ended after it", () => {
    const sidecars = { proxy: { image, readinessProbe: { tcpSocket: { port: 15001 } } } };
    assertContains(initContainers({ sidecars }), [{ name: "proxy", image, restartPolicy: "Always" }]);
    assert.deepEqual(names(containers({ sidecars })), ["pay"]);
  });

  it("run together with the main one where that is asked for", () => {
    const sidecars = { proxy: { image, native: false } };
    assert.deepEqual(names(containers({ sidecars })), ["pay", "proxy"]);
    assert.equal("restartPolicy" in (containers({ sidecars })[1] ?? {}), false);
    assert.deepEqual(initContainers({ sidecars }), []);
  });

  it("start by their order, then by their name", () => {
    const layer = {
      initContainers: { b: { image }, a: { image }, last: { image, order: 9 } },
      sidecars: { first: { image, order: -1 }, ab: { image } },
    };
    assert.deepEqual(names(initContainers(layer)), ["first", "a", "ab", "b", "last"]);
    assert.deepEqual(
      initContainers(layer).map(({ restartPolicy }) => restartPolicy),
      ["Always", undefined, "Always", undefined, undefined],
    );
  });

  it("start in the same order however the values are written down", () => {
    const one = fc.record({ image: fc.constant(image), order: fc.integer({ min: -1, max: 1 }) });
    const all = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), one, { noNullPrototype: true });
    fc.assert(
      fc.property(all, (written) => {
        const reversed = Object.fromEntries(Object.entries(written).reverse());
        const started = initContainers({ initContainers: written });
        assert.deepEqual(started, initContainers({ initContainers: reversed }));
        const orders = started.map(({ name }) => written[String(name)]?.order ?? 0);
        assert.deepEqual(
          orders,
          [...orders].sort((a, b) => a - b),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("are described like the main one", () => {
    const digest = `sha256:${"b".repeat(64)}`;
    const said = {
      command: ["/run"],
      env: [{ name: "A", value: "1" }],
      ports: [{ name: "admin", containerPort: 9901, protocol: "TCP" }],
      livenessProbe: { httpGet: { path: "/live", port: "admin" } },
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
      volumeMounts: [{ name: "shared", mountPath: "/shared" }],
    };
    const layer = {
      volumes: [{ name: "shared", emptyDir: {} }],
      sidecars: {
        proxy: {
          ...said,
          image: { repository: "registry.example/proxy", digest, pullPolicy: "Always" },
          resources: { requests: { cpu: 0.5 } },
        },
      },
    };
    assertContains(initContainers(layer)[0], {
      ...said,
      image: `registry.example/proxy@${digest}`,
      imagePullPolicy: "Always",
      resources: { requests: { cpu: "500m" } },
    });
    assert.deepEqual(names(list(podSpec(layer), "volumes")), ["shared", "tmp", "tmp-proxy"]);
    assert.deepEqual(names(list(main(layer), "volumeMounts")), ["tmp"]);
  });
});

describe("ports beside the main one", () => {
  const ports = [
    { name: "grpc", port: 9000, appProtocol: "grpc" },
    { name: "dns", port: 53, targetPort: 5353, protocol: "UDP" },
    { name: "old", port: 81, targetPort: 8080 },
    { name: "proxied", port: 8443, targetPort: "proxy" },
  ];
  const proxy = { proxy: { image, ports: [{ name: "proxy", containerPort: 15001 }] } };
  const service = { port: 80, targetPort: 8080, ports };

  it("are opened by the container and led to by the Service, by name", () => {
    assert.deepEqual(main({ service, sidecars: proxy })["ports"], [
      { name: "http", containerPort: 8080, protocol: "TCP" },
      { name: "grpc", containerPort: 9000, protocol: "TCP" },
      { name: "dns", containerPort: 5353, protocol: "UDP" },
    ]);
    assert.deepEqual(list(object("Service", { service, sidecars: proxy }), "spec", "ports"), [
      { name: "http", port: 80, targetPort: "http", protocol: "TCP" },
      { name: "grpc", port: 9000, targetPort: "grpc", protocol: "TCP", appProtocol: "grpc" },
      { name: "dns", port: 53, targetPort: "dns", protocol: "UDP" },
      { name: "old", port: 81, targetPort: "http", protocol: "TCP" },
      { name: "proxied", port: 8443, targetPort: "proxy", protocol: "TCP" },
    ]);
  });

  it("have a port of every node only where the Service has, and a preview never", () => {
    const onNodes = {
      type: "NodePort",
      nodePort: 30080,
      ports: [{ name: "grpc", port: 9000, nodePort: 30090 }],
    };
    assertContains(object("Service", { service: onNodes }), {
      spec: { ports: [{ nodePort: 30080 }, { nodePort: 30090 }] },
    });
    const rollout = { enabled: true, strategy: "blueGreen" };
    const { services } = planWorkload(subjectOf({ service: onNodes, rollout }));
    const preview = services.find(({ metadata }) => metadata.name === "pay-preview");
    assert.equal(JSON.stringify(preview).includes("nodePort"), false);
  });
});
