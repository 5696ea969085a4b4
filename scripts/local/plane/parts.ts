import { join } from "node:path";

import { controllerLabel } from "./controller-runner/pod";
import { apiRequest, credentialFiles } from "./credentials";
import { projectRoot, type PlaneFolder } from "./folder";
import type { Part } from "./part";
import type { PortName } from "./ports";
import { nodeCommand } from "./typescript";

const loopback = (port: number): string => `http://127.0.0.1:${port}`;

const etcd: Part = {
  name: "etcd",
  needs: [],
  ports: ["etcd", "etcdPeer"],
  command: ({ tools, folder, ports }) => [
    tools.etcd,
    `--data-dir=${join(folder.data, "etcd")}`,
    `--listen-client-urls=${loopback(ports.etcd)}`,
    `--advertise-client-urls=${loopback(ports.etcd)}`,
    `--listen-peer-urls=${loopback(ports.etcdPeer)}`,
    `--initial-advertise-peer-urls=${loopback(ports.etcdPeer)}`,
    `--initial-cluster=default=${loopback(ports.etcdPeer)}`,
    // The kernel keeps what was written when etcd dies; only a power cut loses it, and this is no production data.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ],
  health: ({ ports }) => ({ url: `${loopback(ports.etcd)}/health` }),
};

const apiServer: Part = {
  name: "kube-apiserver",
  needs: ["etcd"],
  ports: ["apiServer"],
  command: ({ tools, folder, ports }) => {
    const files = credentialFiles(folder);
    return [
      tools["kube-apiserver"],
      `--etcd-servers=${loopback(ports.etcd)}`,
      `--secure-port=${ports.apiServer}`,
      "--bind-address=127.0.0.1",
      // Else it asks for the default route's address, which a machine without a network has not.
      "--advertise-address=127.0.0.1",
      "--endpoint-reconciler-type=none",
      `--cert-dir=${folder.certificates}`,
      `--service-account-key-file=${files.serviceAccountPublicKey}`,
      `--service-account-signing-key-file=${files.serviceAccountKey}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--token-auth-file=${files.tokens}`,
      "--authorization-mode=RBAC",
      "--service-cluster-ip-range=10.96.0.0/16",
      "--allow-privileged",
      // Nobody mounts a token into a pod of kwok, and nobody lifts the taint of a node without the node lifecycle controller.
      "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
    ];
  },
  health: ({ folder, ports }) => apiRequest(folder, ports, "/readyz"),
};

/** Both are clients of the API server, and serve their health with its certificate, so that one authority is enough. */
function kubeClient(
  name: "kube-controller-manager" | "kube-scheduler",
  port: PortName,
  flags: (folder: PlaneFolder) => string[],
): Part {
  return {
    name,
    needs: ["kube-apiserver"],
    ports: [port],
    command: ({ tools, folder, ports }) => {
      const files = credentialFiles(folder);
      return [
        tools[name],
        `--kubeconfig=${folder.kubeconfig}`,
        "--leader-elect=false",
        "--bind-address=127.0.0.1",
        `--secure-port=${ports[port]}`,
        `--tls-cert-file=${files.certificate}`,
        `--tls-private-key-file=${files.certificateKey}`,
        "--kube-api-qps=200",
        "--kube-api-burst=400",
        ...flags(folder),
      ];
    },
    health: ({ folder, ports }) => {
      const { ca } = apiRequest(folder, ports, "/");
      return { url: `https://127.0.0.1:${ports[port]}/healthz`, ...(ca !== undefined && { ca }) };
    },
  };
}

const controllerManager = kubeClient("kube-controller-manager", "controllerManager", (folder) => [
  `--service-account-private-key-file=${credentialFiles(folder).serviceAccountKey}`,
  `--root-ca-file=${credentialFiles(folder).certificate}`,
  // kwok's node sends no heartbeat: this controller would turn it, and then its pods, NotReady after some minutes.
  "--controllers=*,-node-lifecycle-controller",
]);

const scheduler = kubeClient("kube-scheduler", "scheduler", () => []);

/** What kwok does with pods that its own stages let succeed. */
const ownStages = ["missing-image.yaml", "failing-job.yaml"];

const kwok: Part = {
  name: "kwok",
  needs: ["kube-apiserver"],
  ports: ["kwok"],
  command: ({ tools, folder, ports }) => [
    tools.kwok,
    `--kubeconfig=${folder.kubeconfig}`,
    "--manage-all-nodes=true",
    // None of its stages touches these: they have a kubelet of their own.
    `--disregard-status-with-label-selector=${controllerLabel}`,
    `--config=${tools["kwok-stages.yaml"]}`,
    ...ownStages.map((file) => `--config=${join(projectRoot, "scripts", "local", "plane", "stages", file)}`),
    "--cidr=10.0.0.1/16",
    `--server-address=127.0.0.1:${ports.kwok}`,
  ],
  health: ({ ports }) => ({ url: `${loopback(ports.kwok)}/healthz` }),
};

const controllerRunner: Part = {
  name: "controller-runner",
  needs: ["kube-apiserver"],
  ports: ["controllerRunner"],
  command: ({ tools, folder }) =>
    nodeCommand(
      join(projectRoot, "scripts", "local", "plane", "controller-runner", "main.ts"),
      folder.root,
      tools["rollouts-controller"],
    ),
  health: ({ ports }) => ({ url: `${loopback(ports.controllerRunner)}/healthz` }),
};

/** All processes of the control plane, each after those it needs. */
export const parts: readonly Part[] = [etcd, apiServer, controllerManager, scheduler, kwok, controllerRunner];
