import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../components/config";
import { podWithAll } from "../../support/pod-with-all";
import { values } from "../../support/services";

function mistakes(...layers: DataObject[]): string[] {
  return parse(service, values(...layers)).findings.map(formatFinding);
}

const image = "registry.example/proxy:1";
const volume = (values: DataObject): DataObject => ({ volumes: [{ name: "a", mountPath: "/a", ...values }] });
const grpc = { name: "grpc", port: 9000 };

describe("values about pods", () => {
  it("are the same when they are parsed again", () => {
    const { value: once } = parse(service, values(podWithAll));
    assert.ok(once);
    assert.deepEqual(parse(service, once).value, once);
  });

  const refused: Record<string, [DataObject, string]> = {
    "a volume from two sources": [
      volume({ emptyDir: {}, nfs: { server: "a", path: "/" } }),
      'volumes[0]: {"name":"a","mountPath":"/a","emptyDir":{},"nfs":{"server... is not valid: expected exactly one of emptyDir, configMap, secret, persistentVolumeClaim, projected, downwardAPI, csi, ephemeral, nfs and hostPath.',
    ],
    "a part of a volume that is mounted nowhere": [
      { volumes: [{ name: "a", subPath: "b", emptyDir: {} }] },
      "volumes[0].mountPath: A value is needed: expected where the container sees the volume.",
    ],
    "two volumes of one name": [
      {
        volumes: [
          { name: "a", emptyDir: {} },
          { name: "a", emptyDir: {} },
        ],
      },
      'volumes[1].name: "a" is not valid: expected a name that no other volume has.',
    ],
    "the name of a volume that is made here": [
      volume({ name: "tmp-proxy", emptyDir: {} }),
      'volumes[0].name: "tmp-proxy" is not valid: expected another name: volumes of this name are made here.',
    ],
    "rights of a file that are no rights": [
      volume({ secret: { secretName: "a", defaultMode: 644 } }),
      'volumes[0].secret.defaultMode: 644 is not valid: expected a file mode such as "0644".',
    ],
    "a file outside of its volume": [
      volume({ configMap: { name: "a", items: [{ key: "k", path: "../k" }] } }),
      'volumes[0].configMap.items[0].path: "../k" is not valid: expected a path without a slash first and without "..".',
    ],
    "a probe of two kinds": [
      { livenessProbe: { httpGet: {}, exec: { command: ["a"] } } },
      'livenessProbe: {"httpGet":{"path":"/","port":"http"},"exec":{"command":[... is not valid: expected exactly one of httpGet, tcpSocket, grpc and exec.',
    ],
    "a time to end after a bad readiness, which ends nothing": [
      { readinessProbe: { tcpSocket: {}, terminationGracePeriodSeconds: 5 } },
      "readinessProbe.terminationGracePeriodSeconds: This key is not known.",
    ],
    "a probe of an init container": [
      { initContainers: { prepare: { image, livenessProbe: { tcpSocket: { port: 1 } } } } },
      "initContainers.prepare.livenessProbe: This key is not known.",
    ],
    "a probe of a sidecar without its port": [
      { sidecars: { proxy: { image, livenessProbe: { tcpSocket: {} } } } },
      "sidecars.proxy.livenessProbe.tcpSocket.port: A value is needed: expected a number, or a name of at most 15 lower-case letters, digits and hyphens.",
    ],
    "a sidecar without an image": [
      { sidecars: { proxy: {} } },
      "sidecars.proxy.image: A value is needed: expected an image such as registry.example/proxy:1.0, or its repository with a tag or digest.",
    ],
    "a way out of the standard without a reason": [
      { security: { allow: { root: " " } } },
      'security.allow.root: "" is not valid: expected the reason why.',
    ],
    "a capability as the kernel calls it": [
      { security: { allow: { capabilities: { CAP_CHOWN: "r" } } } },
      'security.allow.capabilities.CAP_CHOWN: "CAP_CHOWN" is not valid: expected a Linux capability without CAP_, such as NET_BIND_SERVICE.',
    ],
    "a label by which pods are found": [
      { labels: { "app.kubernetes.io/name": "other" } },
      'labels["app.kubernetes.io/name"]: "app.kubernetes.io/name" is not valid: expected another label: pods are found by this one, so it is made here.',
    ],
    "a label that a controller writes": [
      { podLabels: { "pod-template-hash": "1" } },
      'podLabels.pod-template-hash: "pod-template-hash" is not valid: expected another label: pods are found by this one, so it is made here.',
    ],
    "the label by which a controller finds what is its own": [
      { labels: { "argo-rollouts.argoproj.io/controller-instance-id": "blue" } },
      'labels["argo-rollouts.argoproj.io/controller-instance-id"]: "argo-rollouts.argoproj.io/controller-instance-id" is not valid: expected another label: this one is made of the stack\'s controller.instanceId and controller.shards.',
    ],
    "a label with a blank": [
      { labels: { team: "two words" } },
      'labels.team: "two words" is not valid: expected at most 63 letters, digits, hyphens, dots and underscores, a letter or digit at both ends.',
    ],
    "two ports of one name": [
      { service: { ports: [{ name: "http", port: 81 }] } },
      'service.ports[0].name: "http" is not valid: expected a name that no other port has.',
    ],
    "one port twice": [
      { service: { ports: [grpc, { ...grpc, name: "again" }, { ...grpc, name: "udp", protocol: "UDP" }] } },
      "service.ports[1].port: 9000 is not valid: expected a port that no other one has.",
    ],
    "a port of the nodes of a Service that has none": [
      { service: { ports: [{ ...grpc, nodePort: 30000 }] } },
      "service.ports[0].nodePort: 30000 is not valid: expected type NodePort or LoadBalancer, without which no node has a port for it.",
    ],
    "fewest places where the scheduler may ignore them": [
      { topologySpread: { constraints: [{ topologyKey: "zone", minDomains: 2 }] } },
      'topologySpread.constraints[0]: {"topologyKey":"zone","maxSkew":1,"whenUnsatisfiable":"Sc... is not valid: expected whenUnsatisfiable: DoNotSchedule, without which minDomains may not be set.',
    ],
    "one place in two ways": [
      { topologySpread: { constraints: [{ topologyKey: "zone" }, { topologyKey: "zone", maxSkew: 2 }] } },
      'topologySpread.constraints[1].topologyKey: "zone" is not valid: expected each topologyKey once for each whenUnsatisfiable.',
    ],
    "a toleration of nothing": [
      { tolerations: [{ effect: "NoSchedule" }] },
      'tolerations[0]: {"effect":"NoSchedule"} is not valid: expected a key, or operator: Exists.',
    ],
    "a host alias that is no IP": [
      { hostAliases: [{ ip: "bank.example", hostnames: ["bank"] }] },
      'hostAliases[0].ip: "bank.example" is not valid: expected an IP.',
    ],
    "variables from nowhere": [
      { envFrom: [{ prefix: "A_" }] },
      'envFrom[0]: {"prefix":"A_"} is not valid: expected exactly one of configMapRef and secretRef.',
    ],
  };
  for (const [what, [layer, mistake]] of Object.entries(refused))
    it(`refuse ${what}`, () => {
      assert.deepEqual(
        mistakes(layer).map((line) => line.replace(/ (Did you mean|Known here).*/, "")),
        [mistake],
      );
    });
});
