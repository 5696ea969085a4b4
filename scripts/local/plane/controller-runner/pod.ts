/** As much of a Deployment as its one process needs. */
export interface Deployment {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly spec: PodSpec };
  };
}

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly containers: readonly Container[];
}

interface Container {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
}

interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } };
}

/** A Rollouts controller that a Deployment asks for. */
export interface ControllerPod {
  /** Unique among all, and fit for a file name. */
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Changes whenever a kubelet would see another pod. */
  readonly template: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Variables of the container that cannot be known outside of a pod. */
  readonly unknownEnv: readonly string[];
}

/** The pod of a Deployment; undefined when it wants none. */
export function podOf(deployment: Deployment): ControllerPod | undefined {
  const { metadata, spec } = deployment;
  const [container] = spec.template.spec.containers;
  if (spec.replicas === 0 || container === undefined) return undefined;
  const variables = (container.env ?? []).map(
    (variable) => [variable.name, valueOf(variable, metadata.namespace)] as const,
  );
  const known = variables.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return {
    name: `rollouts-controller.${metadata.namespace}.${metadata.name}`,
    namespace: metadata.namespace,
    serviceAccount: spec.template.spec.serviceAccountName ?? "default",
    template: JSON.stringify(spec.template),
    // The image's entry point is the controller, so all but the first word of a `command` are arguments too.
    args: [...(container.command ?? []).slice(1), ...(container.args ?? [])],
    env: { ...Object.fromEntries(known), POD_NAMESPACE: metadata.namespace },
    unknownEnv: variables.filter(([, value]) => value === undefined).map(([name]) => name),
  };
}

function valueOf({ value, valueFrom }: EnvVar, namespace: string): string | undefined {
  if (valueFrom === undefined) return value ?? "";
  return valueFrom.fieldRef?.fieldPath === "metadata.namespace" ? namespace : undefined;
}

export interface LocalFlags {
  readonly kubeconfig: string;
  readonly metricsPort: number;
  readonly healthzPort: number;
}

/** In a pod these would be the pod's own; on one machine two controllers, or a user's own server, would clash. */
const replaced = ["metricsPort", "metricsport", "healthzPort", "kubeconfig"];

/** The container's arguments, made fit for a process beside others. */
export function localArgs(args: readonly string[], local: LocalFlags): string[] {
  const kept = withoutFlags(args, replaced);
  const elects = kept.some((arg) => /^--?leader-elect(=|$)/.test(arg));
  return [
    ...kept,
    `--kubeconfig=${local.kubeconfig}`,
    `--metricsPort=${local.metricsPort}`,
    `--healthzPort=${local.healthzPort}`,
    // An election takes up to 15 s after an unclean end, and there is nobody to elect against.
    ...(elects ? [] : ["--leader-elect=false"]),
  ];
}

function withoutFlags(args: readonly string[], names: readonly string[]): string[] {
  return args.filter((arg, i) => {
    const isNamed = (word: string | undefined): boolean => names.some((name) => word === `--${name}`);
    const joined = names.some((name) => arg.startsWith(`--${name}=`));
    return !joined && !isNamed(arg) && !isNamed(args[i - 1]);
  });
}
