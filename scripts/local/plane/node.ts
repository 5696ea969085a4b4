import { apiRequest } from "./credentials";
import { answers, send, type HttpAnswer } from "./http";
import type { PlaneAddress } from "./part";

export const NODE_NAME = "local";

/** The one Node: big enough for any example, and kept Ready by kwok. */
const capacity = { cpu: "1000", memory: "4Ti", "ephemeral-storage": "4Ti", pods: "10000" };
const node = {
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name: NODE_NAME,
    annotations: { "kwok.x-k8s.io/node": "fake" },
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/hostname": NODE_NAME,
      "kubernetes.io/os": "linux",
      "topology.kubernetes.io/zone": "local",
    },
  },
  status: { capacity, allocatable: capacity },
};

const nodes = "/api/v1/nodes";

/** Creates the Node unless it is there. */
export async function ensureNode({ folder, ports }: PlaneAddress): Promise<void> {
  const answer = await send({ ...apiRequest(folder, ports, nodes), method: "POST", body: node });
  if (answer.status !== 201 && answer.status !== 409) {
    throw new Error(`The Node could not be created: HTTP ${answer.status} ${answer.text}`);
  }
}

/** Whether a pod that is created now would be scheduled and become Ready. */
export async function canRunPods(address: PlaneAddress): Promise<boolean> {
  const { folder, ports } = address;
  const [ready, account] = await Promise.all([
    send(apiRequest(folder, ports, `${nodes}/${NODE_NAME}`)).then(isReady, () => false),
    answers(apiRequest(folder, ports, "/api/v1/namespaces/default/serviceaccounts/default")),
  ]);
  return ready && account;
}

function isReady(answer: HttpAnswer): boolean {
  if (answer.status !== 200) return false;
  const { status } = JSON.parse(answer.text) as {
    status?: { conditions?: { type: string; status: string }[] };
  };
  return status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") ?? false;
}
