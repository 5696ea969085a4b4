import { z } from "zod";
import { labels, port } from "./scalars";
import { portName, portOrName, protocol } from "./pod/names";

const nodePort = port.optional().describe("Port of every node. Default: the cluster chooses.");
const appProtocol = z
  .string()
  .min(1)
  .optional()
  .describe("What is spoken, such as `http`, `grpc` or `kubernetes.io/h2c`.");

const furtherPort = z.strictObject({
  name: portName.describe("Its name, and the container's port's."),
  port: port.describe("Port that clients call."),
  targetPort: portOrName
    .optional()
    .describe("Port of the main container, or name of a port of a sidecar. Default: the same as `port`."),
  protocol: protocol.default("TCP").describe("Its protocol."),
  appProtocol,
  nodePort,
});
export type FurtherPort = z.output<typeof furtherPort>;

const shape = z.strictObject({
  port: port.default(80).describe("Port that clients call."),
  targetPort: port
    .optional()
    .describe("Port of the container, which gets the name `http`. Default: the same as `port`."),
  appProtocol,
  nodePort,
  ports: z.array(furtherPort).default([]).describe("Ports beside the one above, which is called `http`."),
  type: z
    .enum(["ClusterIP", "NodePort", "LoadBalancer"])
    .default("ClusterIP")
    .describe("Who reaches it: the cluster, whoever reaches a node, or a load balancer's clients."),
  annotations: labels.optional().describe("Annotations of the Service."),
  selector: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      "Labels of the pods that a `workloadRef` names. Only with it: else the labels are the package's.",
    ),
});

/** The Service that clients in the cluster call. What the API server wants to differ differs. */
export const clusterService = shape.check(({ value, issues }) => {
  const ports = [{ name: "http", port: value.port, protocol: "TCP" }, ...value.ports];
  for (const [index, one] of value.ports.entries()) {
    const say = (key: string, input: string | number, message: string) =>
      issues.push({ code: "custom", path: ["ports", index, key], input, message });
    // The main port is before them, so the first of a kind is one further on.
    if (ports.findIndex(({ name }) => name === one.name) <= index)
      say("name", one.name, "expected a name that no other port has");
    if (ports.findIndex((other) => other.port === one.port && other.protocol === one.protocol) <= index)
      say("port", one.port, "expected a port that no other one has");
  }
  if (value.type !== "ClusterIP") return;
  for (const [path, { nodePort: input }] of [
    [[], value] as const,
    ...value.ports.map((one, index) => [["ports", index], one] as const),
  ]) {
    const message = "expected type NodePort or LoadBalancer, without which no node has a port for it";
    if (input !== undefined) issues.push({ code: "custom", path: [...path, "nodePort"], input, message });
  }
});
