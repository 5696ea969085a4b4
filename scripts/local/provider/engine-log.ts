import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** What the user sees of the provider: lines of the engine's output, each about a resource or none. */
export class EngineLog {
  private engine: EngineClient | undefined;

  /** Says where the engine is; what is logged before goes nowhere. */
  connect(address: string): void {
    this.engine?.close();
    this.engine = new EngineClient(address, credentials.createInsecure());
  }

  info(message: string, urn = ""): void {
    this.send(LogSeverity.INFO, message, urn, false);
  }

  warning(message: string, urn = ""): void {
    this.send(LogSeverity.WARNING, message, urn, false);
  }

  /** A line that the next one of the same resource replaces. */
  status(message: string, urn: string): void {
    this.send(LogSeverity.INFO, message, urn, true);
  }

  close(): void {
    this.engine?.close();
    this.engine = undefined;
  }

  private send(severity: LogSeverity, message: string, urn: string, ephemeral: boolean): void {
    const request = new LogRequest()
      .setSeverity(severity)
      .setMessage(message)
      .setUrn(urn)
      .setEphemeral(ephemeral);
    // A log line that the engine does not take must not fail the operation it tells about.
    this.engine?.log(request, () => undefined);
  }
}
