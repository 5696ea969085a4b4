import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Provider } from "./provider";
import { service } from "./service";

/** CRDs and states with many objects are larger than gRPC's default of 4 MB. */
const MAX_MESSAGE = 400 * 1024 * 1024;

/** A running provider. */
export interface RunningServer {
  port: number;
  stop(): void;
  /** Takes no more calls, and stops once those under way have their answers. */
  finish(): void;
}

/** Serves the provider on a free port of the loopback interface. */
export async function serve(provider: Provider): Promise<RunningServer> {
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE,
    "grpc.max_send_message_length": MAX_MESSAGE,
  });
  server.addService(ResourceProviderService, service(provider));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const stop = (): void => {
    provider.close();
    server.forceShutdown();
  };
  return { port, stop, finish: () => server.tryShutdown(stop) };
}
