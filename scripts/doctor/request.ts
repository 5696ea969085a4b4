import path from "node:path";
import { parseArgs } from "node:util";
import { misused } from "../config/run-command";

export const usage = `Usage: npm run doctor -- <service> [environment] [options]

Reads the cluster, says why a release does not go on, why traffic is not split or why the autoscaler does not scale, and what
to run next. With an environment its config is held against what runs. Writes nothing.

  --namespace <name>  of the service. Default: the environment's, else that of the kubeconfig's context, else default
  --context <name>    of the kubeconfig. Default: the stack's, else the current one
  --kubeconfig <file> default: the stack's, else what kubectl would use
  --stack <name>      one stack, where several are of the environment
  --catalog <folder>  a folder of values files instead of the stack's
  --json              for programs

Exit codes: 0 healthy, 1 causes were found, 2 not called as it should be, or the cluster or the config could not be read.`;

export interface Request {
  readonly service: string;
  readonly environment?: string | undefined;
  readonly stack?: string | undefined;
  readonly catalog?: string | undefined;
  /** Folder with `Pulumi.yaml`. Default: this project's. */
  readonly project?: string | undefined;
  readonly namespace?: string | undefined;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly json: boolean;
}

/** Reads the words of the command line. Throws what `runCommand` shows together with the usage. */
export function parseRequest(words: readonly string[]): Request {
  const { positionals, values } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      namespace: { type: "string" },
      context: { type: "string" },
      kubeconfig: { type: "string" },
      stack: { type: "string" },
      catalog: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [service, environment, ...others] = positionals;
  if (service === undefined || others.length > 0) misused("Needed: a service, and at most one environment.");
  const stray = (["stack", "catalog"] as const).find((flag) => values[flag] !== undefined);
  if (environment === undefined && stray !== undefined) misused(`--${stray} needs an environment.`);
  const { kubeconfig } = values;
  return {
    ...values,
    service,
    environment,
    // npm starts its scripts in the project's folder, and says here where the reader is.
    kubeconfig: kubeconfig && path.resolve(process.env["INIT_CWD"] ?? "", kubeconfig),
  };
}
