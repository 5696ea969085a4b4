import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "./grpc";
import type { Provider } from "./provider";
import { fromStruct, toStruct } from "./values";

/** The release of the official provider that the stand-in follows. */
export const VERSION = "4.34.2";

/** The provider protocol: messages in and out, no behaviour. What is not here answers UNIMPLEMENTED. */
export function service(provider: Provider): UntypedServiceImplementation {
  return {
    handshake: unary((request: pb.ProviderHandshakeRequest) => {
      provider.attach(request.getEngineAddress());
      return new pb.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setSupportsAutonamingConfiguration(true);
    }),
    attach: unary((request: PluginAttach) => {
      provider.attach(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(VERSION)),
    getSchema: unary(() => new pb.GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((request: pb.CheckRequest) =>
      new pb.CheckResponse().setInputs(toStruct(fromStruct(request.getNews()))),
    ),
    diffConfig: unary((request: pb.DiffRequest) => diffConfig(provider, request)),
    configure: unary(async (request: pb.ConfigureRequest) => {
      await provider.configure(fromStruct(request.getArgs()));
      return new pb.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setSupportsAutonamingConfiguration(true);
    }),
    invoke: unary((request: pb.InvokeRequest) =>
      new pb.InvokeResponse().setReturn(
        toStruct(provider.invoke(request.getTok(), fromStruct(request.getArgs()))),
      ),
    ),
    construct: unary((request: pb.ConstructRequest): pb.ConstructResponse =>
      provider.refuse(`The component ${request.getType()}`),
    ),
    call: unary((request: pb.CallRequest): pb.CallResponse =>
      provider.refuse(`The method ${request.getTok()}`),
    ),
    check: unary((request: pb.CheckRequest) => check(provider, request)),
    diff: unary((request: pb.DiffRequest) => diff(provider, request)),
    create: unary((request: pb.CreateRequest) => create(provider, request)),
    read: unary((request: pb.ReadRequest) => read(provider, request)),
    update: unary((request: pb.UpdateRequest) => update(provider, request)),
    delete: unary((request: pb.DeleteRequest) => remove(provider, request)),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),
  };
}

function diffConfig(provider: Provider, request: pb.DiffRequest): pb.DiffResponse {
  const { changed, replaces } = provider.diffConfig(
    fromStruct(request.getOldInputs() ?? request.getOlds()),
    fromStruct(request.getNews()),
  );
  const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
  return new pb.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed)
    .setReplacesList(replaces);
}

async function check(provider: Provider, request: pb.CheckRequest): Promise<pb.CheckResponse> {
  const options = request.getAutonaming();
  const { DISABLE, ENFORCE } = pb.CheckRequest.AutonamingOptions.Mode;
  const mode = options?.getMode() === ENFORCE ? "enforce" : "propose";
  const { inputs, failure } = await provider.check({
    urn: request.getUrn(),
    news: fromStruct(request.getNews()),
    olds: fromStruct(request.getOlds()),
    randomSeed: request.getRandomseed_asU8(),
    autonaming:
      options &&
      (options.getMode() === DISABLE ? { mode: "disable" } : { mode, name: options.getProposedName() }),
  });
  const response = new pb.CheckResponse().setInputs(toStruct(inputs));
  return failure === undefined
    ? response
    : response.setFailuresList([new pb.CheckFailure().setReason(failure)]);
}

async function diff(provider: Provider, request: pb.DiffRequest): Promise<pb.DiffResponse> {
  const result = provider.diff({
    state: fromStruct(request.getOlds()),
    oldInputs: fromStruct(request.getOldInputs()),
    newInputs: fromStruct(request.getNews()),
    ignoreChanges: request.getIgnorechangesList(),
  });
  const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
  const response = new pb.DiffResponse()
    .setChanges(result.changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(result.replaces)
    .setDeletebeforereplace(result.deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const detailed = response.getDetaileddiffMap();
  for (const { key, kind, replace } of result.changes) {
    const property = new pb.PropertyDiff()
      .setKind(KINDS[kind][replace ? 1 : 0])
      .setInputdiff(kind === "delete");
    detailed.set(key, property);
  }
  return response;
}

const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = pb.PropertyDiff.Kind;
const KINDS = {
  add: [ADD, ADD_REPLACE],
  delete: [DELETE, DELETE_REPLACE],
  update: [UPDATE, UPDATE_REPLACE],
} as const;

async function create(provider: Provider, request: pb.CreateRequest): Promise<pb.CreateResponse> {
  const { id, state } = await provider.create({
    urn: request.getUrn(),
    inputs: fromStruct(request.getProperties()),
    timeout: request.getTimeout(),
    preview: request.getPreview(),
  });
  return new pb.CreateResponse().setId(id).setProperties(toStruct(state));
}

async function read(provider: Provider, request: pb.ReadRequest): Promise<pb.ReadResponse> {
  const id = request.getId();
  const found = await provider.read({
    urn: request.getUrn(),
    id,
    state: fromStruct(request.getProperties()),
    inputs: fromStruct(request.getInputs()),
  });
  if (found === undefined) return new pb.ReadResponse();
  return new pb.ReadResponse()
    .setId(id)
    .setProperties(toStruct(found.state))
    .setInputs(toStruct(found.inputs));
}

async function update(provider: Provider, request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
  const state = await provider.update({
    urn: request.getUrn(),
    state: fromStruct(request.getOlds()),
    inputs: fromStruct(request.getNews()),
    ignoreChanges: request.getIgnorechangesList(),
    timeout: request.getTimeout(),
    preview: request.getPreview(),
  });
  return new pb.UpdateResponse().setProperties(toStruct(state));
}

async function remove(provider: Provider, request: pb.DeleteRequest): Promise<Empty> {
  await provider.delete({
    urn: request.getUrn(),
    state: fromStruct(request.getProperties()),
    inputs: fromStruct(request.getOldInputs()),
    timeout: request.getTimeout(),
  });
  return new Empty();
}
