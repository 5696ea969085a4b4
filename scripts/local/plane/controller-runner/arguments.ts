import type { Container } from "./pod";

/** What the process gets in place of what the pod would have to itself. */
export interface LocalFlags {
  readonly kubeconfig: string;
  readonly metricsPort: number;
  readonly healthzPort: number;
}

/** A flag's names, and the port that the controller listens on without it. */
const portFlags = {
  metricsPort: { names: ["metricsPort", "metricsport"], port: 8090 },
  healthzPort: { names: ["healthzPort"], port: 8080 },
} as const;

/** In a pod these would be the pod's own; on one machine two controllers, or a user's own server, would clash. */
const replaced = ["kubeconfig", ...Object.values(portFlags).flatMap(({ names }) => names)];

/** The container's arguments; `$(NAME)` in them is a variable. */
export function argumentsOf({ command = [], args = [] }: Container, env: Variables): string[] {
  // The image's entry point is the controller, so all but the first word of a `command` are arguments too.
  return [...command.slice(1), ...args].map((arg) => expand(arg, env));
}

type Variables = Readonly<Record<string, string>>;

/** As Kubernetes does it: `$(NAME)` of an unknown variable stays, and `$$` is a dollar sign. */
export function expand(text: string, env: Variables): string {
  return text.replace(/\$\$|\$\(([^()]+)\)/g, (whole, name: string | undefined) =>
    name === undefined ? "$" : (env[name] ?? whole),
  );
}

/** The container's arguments, made fit for a process beside others. */
export function localArguments(args: readonly string[], local: LocalFlags): string[] {
  return [
    ...withoutFlags(args, replaced),
    `--kubeconfig=${local.kubeconfig}`,
    `--metricsPort=${local.metricsPort}`,
    `--healthzPort=${local.healthzPort}`,
  ];
}

/** The ports on which the controller listens in its pod, and where they are on this machine. */
export function portsOf(args: readonly string[], local: LocalFlags): ReadonlyMap<number, number> {
  const inPod = ({ names, port }: (typeof portFlags)[keyof typeof portFlags]): number =>
    Number(lastValue(args, names) ?? port);
  return new Map([
    [inPod(portFlags.metricsPort), local.metricsPort],
    [inPod(portFlags.healthzPort), local.healthzPort],
  ]);
}

/** `--name=value` or `--name value`; of several the last one counts. */
function lastValue(args: readonly string[], names: readonly string[]): string | undefined {
  const values = args.flatMap((arg, i) => {
    const name = names.find((one) => arg === `--${one}` || arg.startsWith(`--${one}=`));
    if (name === undefined) return [];
    return arg === `--${name}` ? (args[i + 1] ?? []) : arg.slice(name.length + 3);
  });
  return values.at(-1);
}

function withoutFlags(args: readonly string[], names: readonly string[]): string[] {
  return args.filter((arg, i) => {
    const isNamed = (word: string | undefined): boolean => names.some((name) => word === `--${name}`);
    const joined = names.some((name) => arg.startsWith(`--${name}=`));
    return !joined && !isNamed(arg) && !isNamed(args[i - 1]);
  });
}
