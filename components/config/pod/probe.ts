import { z } from "zod";
import { port as portNumber } from "../scalars";
import { exec, httpGet, tcpSocket } from "./handlers";
import { exactlyOne, isExactlyOne } from "./one-of";

const handlers = ["httpGet", "tcpSocket", "grpc", "exec"];

const grpc = z.strictObject({
  port: portNumber.describe("Number of the port: gRPC probes take no name."),
  service: z.string().optional().describe("Asked for in the request. Default: none, so the whole server."),
});

const ownGrace = {
  terminationGracePeriodSeconds: z
    .int()
    .min(1)
    .optional()
    .describe("Seconds to end before it is killed after a bad probe. Default: the pod's."),
};

function shape<S extends z.ZodType>(port: S, successThreshold: z.ZodType<number>) {
  return {
    httpGet: httpGet(port).optional().describe("An HTTP request; an answer from 200 to 399 is good."),
    tcpSocket: tcpSocket(port).optional().describe("A connection; that it opens is good."),
    grpc: grpc.optional().describe("The gRPC health check; SERVING is good."),
    exec: exec.optional().describe("A program in the container; exit code 0 is good."),
    initialDelaySeconds: z.int().min(0).optional().describe("Seconds before the first probe. Default 0."),
    periodSeconds: z.int().min(1).optional().describe("Seconds between two probes. Default 10."),
    timeoutSeconds: z.int().min(1).optional().describe("Seconds until no answer is a bad one. Default 1."),
    successThreshold: successThreshold.optional().describe("Good answers in a row that count. Default 1."),
    failureThreshold: z.int().min(1).optional().describe("Bad answers in a row that count. Default 3."),
  };
}

/** Upstream: core `Probe`. The API server wants startup and liveness to be good after one answer. */
export function probes<S extends z.ZodType>(port: S) {
  const restarting = z
    .strictObject({ ...shape(port, z.literal(1)), ...ownGrace })
    .refine(isExactlyOne(handlers), exactlyOne(handlers));
  const readiness = z
    .strictObject(shape(port, z.int().min(1)))
    .refine(isExactlyOne(handlers), exactlyOne(handlers));
  return {
    startupProbe: restarting.optional().describe("Until it is good, the other probes wait."),
    readinessProbe: readiness.optional().describe("While it is bad, the pod gets no requests."),
    livenessProbe: restarting.optional().describe("When it is bad, the container is started again."),
  };
}
