import { join, resolve } from "node:path";

/** The project's own folder, from which the default place of the plane is reckoned. */
export const projectRoot = resolve(__dirname, "..", "..", "..");

/** Where everything of one plane lives. Nothing outside of `root` is ever written. */
export interface PlaneFolder {
  readonly root: string;
  /** etcd's data, the API server's certificate, tokens, the controllers' work folders. */
  readonly data: string;
  readonly certificates: string;
  readonly logs: string;
  readonly pids: string;
  /** Put first on PATH by the plane's environment. */
  readonly bin: string;
  readonly kubeconfig: string;
  readonly kubeCache: string;
  readonly ports: string;
  readonly pulumiState: string;
  readonly pulumiHome: string;
  /** Outlives a wipe: who waits for the lock must not find it gone. */
  readonly lock: string;
}

/** The paths of the plane whose folder is `dir`. */
export function planeFolder(dir: string): PlaneFolder {
  const root = resolve(dir);
  return {
    root,
    data: join(root, "data"),
    certificates: join(root, "data", "certificates"),
    logs: join(root, "logs"),
    pids: join(root, "pids"),
    bin: join(root, "bin"),
    kubeconfig: join(root, "kubeconfig"),
    kubeCache: join(root, "kube-cache"),
    ports: join(root, "ports.json"),
    pulumiState: join(root, "pulumi"),
    pulumiHome: join(root, "pulumi-home"),
    lock: join(root, "lock"),
  };
}

/** The log file of a part. */
export function logFile(folder: PlaneFolder, part: string): string {
  return join(folder.logs, `${part}.log`);
}

/** `PROGRESSIVE_DELIVERY_LOCAL_DIR`, else `.local` in the project. */
export function defaultPlaneDir(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env["PROGRESSIVE_DELIVERY_LOCAL_DIR"] || join(projectRoot, ".local"));
}
