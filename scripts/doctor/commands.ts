import type { Facts } from "./facts";

type Where = Pick<Facts, "namespace" | "flags">;

/** `get pods` -> a command for the service's namespace, or another one. */
export function kubectl({ namespace, flags }: Where, words: string, where = namespace): string {
  return `kubectl ${words} -n ${where}${flags}`;
}

/** Of what has no namespace. */
export function kubectlGlobal({ flags }: Where, words: string): string {
  return `kubectl ${words}${flags}`;
}

export function argo(where: Where, words: string): string {
  return kubectl(where, `argo rollouts ${words}`);
}

export function pulumiUp({ wanted }: Pick<Facts, "wanted">): string {
  return wanted?.stack === undefined ? "pulumi up" : `pulumi up --stack ${wanted.stack}`;
}
