import { status, type ServerWritableStream } from "@grpc/grpc-js";
import {
  InstallDependenciesResponse,
  type InstallDependenciesRequest,
} from "@pulumi/pulumi/proto/language_pb";
import { ended, type Children } from "./children";
import { optionsOf } from "./options";

/** `pulumi install`: the package manager's install in the program's folder, with its output passed on as it comes. */
export function installDependencies(
  call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
  children: Children,
): void {
  install(call, children).then(
    () => call.end(),
    (error: unknown) => {
      call.emit("error", {
        code: status.UNKNOWN,
        details: error instanceof Error ? error.message : String(error),
      });
    },
  );
}

async function install(
  call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
  children: Children,
): Promise<void> {
  const info = call.request.getInfo();
  const { packagemanager } = optionsOf(info);
  const cwd = info?.getProgramDirectory() || call.request.getDirectory();
  const child = children.start(packagemanager, ["install"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout?.on("data", (bytes: Buffer) => call.write(message((response) => response.setStdout(bytes))));
  child.stderr?.on("data", (bytes: Buffer) => call.write(message((response) => response.setStderr(bytes))));
  const { code, signal } = await ended(child);
  if (code !== 0)
    throw new Error(`\`${packagemanager} install\` in ${cwd} ended with ${signal ?? `exit code ${code}`}.`);
}

function message(fill: (response: InstallDependenciesResponse) => void): InstallDependenciesResponse {
  const response = new InstallDependenciesResponse();
  fill(response);
  return response;
}
