import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Plane } from "../../../scripts/local/plane";
import { resolveTools } from "../../../scripts/local/toolchain";
import { MANAGER } from "./synced-cluster";

const PASSES = 5;

/** As docs/gitops.md says it, pass by pass: a pass leaves out what needs a namespace or a kind that comes later in it. */
export async function applyWithKubectl(plane: Plane, folder: string): Promise<void> {
  const { kubectl } = await resolveTools(["kubectl"]);
  const folders = ["platform", "services"].map((one) => path.join(folder, one)).filter(existsSync);
  const files = folders.flatMap((one) => ["-f", one]);
  const args = ["apply", "--server-side", `--field-manager=${MANAGER}`, "--recursive", ...files];
  const env = { ...process.env, KUBECONFIG: plane.kubeconfig, KUBECACHEDIR: path.join(plane.dir, "kubectl") };
  for (let pass = 1; ; pass++)
    try {
      await promisify(execFile)(kubectl.path, args, { env });
      return;
    } catch (error) {
      if (pass === PASSES) throw error;
      // The API server needs some moments until it serves the kinds of a new CRD.
      await sleep(1000);
    }
}
