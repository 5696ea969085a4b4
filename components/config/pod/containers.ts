import { z } from "zod";
import { port } from "../scalars";
import { env, envFrom } from "./env";
import { args, command, workingDir } from "./handlers";
import { imageOrText } from "./image";
import { lifecycle } from "./lifecycle";
import { dnsLabel, portName, portOrName, protocol } from "./names";
import { probes } from "./probe";
import { resources } from "./resources";
import { containerSecurity } from "./security";
import { volumeMount } from "./volume";

const containerPort = z.strictObject({
  name: portName.optional().describe("By which probes and `service.ports` find it."),
  containerPort: port.describe("Its number."),
  protocol: protocol.default("TCP").describe("Its protocol."),
});

/** Keys that a container has wherever it runs. */
const containerKeys = {
  image: imageOrText.describe("What runs: text, or the keys of the service's `image`."),
  order: z
    .int()
    .default(0)
    .describe("Containers start by it, then by name: init containers and native sidecars alike."),
  command,
  args,
  workingDir,
  env,
  envFrom,
  ports: z.array(containerPort).default([]).describe("Ports that it listens on."),
  resources: resources.optional().describe("CPU, memory and other resources of the container."),
  volumeMounts: z.array(volumeMount).default([]).describe("Volumes of the service that it sees."),
  security: containerSecurity.prefault({}).describe("Its rights."),
};

const initContainer = z.strictObject(containerKeys);
const ownPort = portOrName.describe("Number, or name of one of its ports.");

const sidecar = z.strictObject({
  ...containerKeys,
  native: z
    .boolean()
    .default(true)
    .describe("True: starts before the main container and ends after it. False: together with it."),
  ...probes(ownPort),
  lifecycle: lifecycle(ownPort).describe("What runs when it starts and ends."),
});

export type InitContainer = z.output<typeof initContainer>;
export type Sidecar = z.output<typeof sidecar>;

/** Keys of a service that describe the containers beside the main one. */
export const sideContainerKeys = {
  initContainers: z
    .record(dnsLabel, initContainer)
    .default({})
    .describe("Containers that have to end well before the main one starts: name -> container."),
  sidecars: z
    .record(dnsLabel, sidecar)
    .default({})
    .describe("Containers that run beside the main one: name -> container."),
};
