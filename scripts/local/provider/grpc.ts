import {
  Metadata,
  status,
  type handleUnaryCall,
  type sendUnaryData,
  type ServerUnaryCall,
} from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { InitFailedError, messageOf } from "./errors";
import { toStruct } from "./values";

/** A gRPC method from a plain async function; what it throws becomes the status that the engine reads. */
export function unary<Request, Response>(
  handle: (request: Request) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => done(null, response),
        (error: unknown) => done(toStatus(error), null),
      );
  };
}

function toStatus(error: unknown): { code: status; message: string; metadata?: Metadata } {
  const message = messageOf(error);
  if (!(error instanceof InitFailedError)) return { code: status.UNKNOWN, message };
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(initFailed(error).serializeBinary()));
  return { code: status.UNKNOWN, message, metadata };
}

/** The engine finds the state of a partly failed operation in the details of the status. */
function initFailed({ id, state, inputs, reasons, message }: InitFailedError): Status {
  const failure = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(state))
    .setReasonsList(reasons);
  if (inputs !== undefined) failure.setInputs(toStruct(inputs));
  const detail = new Any();
  detail.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  return new Status().setCode(status.UNKNOWN).setMessage(message).setDetailsList([detail]);
}
