import { z } from "zod";
import { absolutePath } from "./names";

const header = z.strictObject({
  name: z
    .string()
    .regex(/^[-A-Za-z0-9]+$/, { error: "expected letters, digits and hyphens" })
    .describe("Name of the header."),
  value: z.string().describe("Its value."),
});

/** Upstream: core `HTTPGetAction`. */
export function httpGet<S extends z.ZodType>(port: S) {
  return z.strictObject({
    path: z.string().default("/").describe("Path that is asked for."),
    port,
    scheme: z.enum(["HTTP", "HTTPS"]).optional().describe("Default HTTP. A certificate is not checked."),
    host: z.string().min(1).optional().describe("Name or IP that is called. Default: the pod's IP."),
    httpHeaders: z.array(header).optional().describe("Headers of the request."),
  });
}

/** Upstream: core `ExecAction`. */
export const exec = z.strictObject({
  command: z
    .array(z.string())
    .min(1)
    .describe("Program and arguments, run in the container without a shell. Exit code 0 is good."),
});

/** Upstream: core `TCPSocketAction`. */
export function tcpSocket<S extends z.ZodType>(port: S) {
  return z.strictObject({
    port,
    host: z.string().min(1).optional().describe("Name or IP that is called. Default: the pod's IP."),
  });
}

export const command = z
  .array(z.string())
  .min(1)
  .optional()
  .describe("Program that runs instead of the image's entry point.");
export const args = z.array(z.string()).optional().describe("Its arguments, instead of the image's.");
export const workingDir = absolutePath
  .optional()
  .describe("Folder in which it starts. Default: the image's.");
