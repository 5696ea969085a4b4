import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { Children } from "./children";
import { languageRuntime } from "./service";

/** The engine's own limit: a stack's config may be large. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;
const ORPHAN_CHECK_MS = 1000;

/** Serve the language runtime on a free loopback port, and tell the engine which, on standard output. */
function main(engineAddress: string): void {
  const children = new Children();
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(LanguageRuntimeService, languageRuntime({ engineAddress, children }));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  const leave = () => {
    children.stopAll("SIGKILL");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, leave);
  leaveWithParent(leave);
}

/** An engine that was killed cannot tell its hosts to end; a program that outlives it would hang on a dead monitor. */
function leaveWithParent(leave: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, ORPHAN_CHECK_MS);
}

// The engine passes its logging flags first, and its address last.
main(process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "");
