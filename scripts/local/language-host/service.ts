import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PackageDependency, PluginDependency, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ended, type Children } from "./children";
import { installDependencies } from "./install";
import { installedPackages, requiredPlugins } from "./packages";
import { invocationOf, outcomeOf } from "./program";

/** What the handlers share. */
export interface Host {
  readonly engineAddress: string;
  readonly children: Children;
}

type Handlers = Pick<
  ILanguageRuntimeServer,
  | "handshake"
  | "getPluginInfo"
  | "about"
  | "getRequiredPlugins"
  | "getRequiredPackages"
  | "getProgramDependencies"
  | "installDependencies"
  | "run"
  | "cancel"
>;

/** What the engine asks of a language host to run programs. Code generation is not among it: UNIMPLEMENTED. */
export function languageRuntime(host: Host): Handlers {
  const { children } = host;
  let engineAddress = host.engineAddress;
  return {
    handshake: unary((request) => {
      engineAddress = request.getEngineAddress() || engineAddress;
      return new language.LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(() => new PluginInfo()),
    about: unary(() => about()),
    getRequiredPlugins: unary((request) => plugins(directoryOf(request.getInfo()))),
    getRequiredPackages: unary((request) => packages(directoryOf(request.getInfo()))),
    getProgramDependencies: unary((request) =>
      dependencies(directoryOf(request.getInfo()), request.getTransitivedependencies()),
    ),
    installDependencies: (call) => installDependencies(call, children),
    run: unary((request) => run(request, engineAddress, children)),
    cancel: unary(() => {
      children.cancelAll();
      return new Empty();
    }),
  };
}

/** A handler from a function: what it throws reaches the engine in words. */
function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => callback(null, response),
        (error: unknown) =>
          callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}

async function run(
  request: language.RunRequest,
  engineAddress: string,
  children: Children,
): Promise<language.RunResponse> {
  if (request.getAttachDebugger()) {
    throw new Error(
      "This language host cannot attach a debugger: use nodeargs (--inspect-brk) in runtime.options.",
    );
  }
  const { args, cwd, env } = invocationOf(request, engineAddress);
  // The engine shows what comes from the host's own output, so the program simply inherits it.
  const child = children.start(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const { code, signal } = await ended(child);
  const outcome = outcomeOf(code, signal);
  const response = new language.RunResponse();
  if ("error" in outcome) response.setError(outcome.error);
  else response.setBail(outcome.bail);
  return response;
}

function about(): language.AboutResponse {
  const response = new language.AboutResponse();
  response.setExecutable(process.execPath);
  response.setVersion(process.version);
  return response;
}

function plugins(directory: string): language.GetRequiredPluginsResponse {
  const response = new language.GetRequiredPluginsResponse();
  response.setPluginsList(
    requiredPlugins(directory).map((plugin) => described(new PluginDependency(), plugin)),
  );
  return response;
}

function packages(directory: string): language.GetRequiredPackagesResponse {
  const response = new language.GetRequiredPackagesResponse();
  response.setPackagesList(
    requiredPlugins(directory).map((plugin) => described(new PackageDependency(), plugin)),
  );
  return response;
}

function described<Message extends PluginDependency | PackageDependency>(
  message: Message,
  plugin: { readonly name: string; readonly version: string; readonly server: string },
): Message {
  message.setName(plugin.name);
  message.setKind("resource");
  message.setVersion(plugin.version);
  message.setServer(plugin.server);
  return message;
}

function dependencies(directory: string, transitive: boolean): language.GetProgramDependenciesResponse {
  const response = new language.GetProgramDependenciesResponse();
  response.setDependenciesList(
    installedPackages(directory, transitive).map(({ name, version }) => {
      const dependency = new language.DependencyInfo();
      dependency.setName(name);
      dependency.setVersion(version);
      return dependency;
    }),
  );
  return response;
}

function directoryOf(info: language.ProgramInfo | undefined): string {
  return info?.getProgramDirectory() ?? "";
}
