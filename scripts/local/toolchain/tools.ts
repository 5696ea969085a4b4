import { objectDefinitions } from "./object-definitions";
import { prometheusPrograms } from "./prometheus-programs";
import { routerDefinitions } from "./router-definitions";
import { samplePlugins } from "./sample-plugins";

/** What a program is held against when it is found on PATH. */
export interface Versioned {
  /** Range of versions that do the same job. */
  readonly accepts: string;
  readonly versionArgs: readonly string[];
}

/** How a program is built from its Go module. */
interface Built {
  readonly version: string;
  /** Folder under `modules/` whose go.mod and go.sum pin everything that goes into the build. */
  readonly module: string;
  readonly package: string;
  readonly ldflags?: string;
  /** Build time on two cores with empty caches: what a first run is told to expect. */
  readonly buildSeconds: number;
}

/** A program that is built where it is not at hand. */
export interface Program extends Built, Versioned {
  readonly kind: "program";
}

/** A program that does not tell its version: one on PATH could be any, so it is built, or was. */
export interface UnversionedProgram extends Built {
  readonly kind: "unversioned";
}

/** A file that is made of files of a Go module. */
export interface DataFile {
  readonly kind: "data";
  readonly version: string;
  readonly module: string;
  /** The Go module that holds the files. */
  readonly from: string;
  /** YAML documents, joined in this order. */
  readonly files: readonly string[];
}

/**
 * A program that is taken out of its Debian package where it is not at hand. Which version that is depends on the release of
 * the system; it too must be accepted.
 */
export interface PackagedProgram extends Versioned {
  readonly kind: "debian";
  readonly package: string;
  /** The program's path in the package. */
  readonly file: string;
  /** Where other systems get it. */
  readonly home: string;
}

export type GoProgram = Program | UnversionedProgram;
export type GoTool = GoProgram | DataFile;
export type Tool = GoTool | PackagedProgram;

const KUBERNETES = "1.34.4";
const ROLLOUTS = "1.10.1";
const PULUMI = "3.246.0";

/**
 * The minor must be the pinned one: the parts of one control plane are built, and tested, together. The value that a plain
 * `go build` leaves in the version (v0.0.0-master) makes clients refuse features, hence the linker flag.
 */
function kubernetes(name: string, buildSeconds: number, module = "kubernetes"): Program {
  return {
    kind: "program",
    version: KUBERNETES,
    module,
    package: `k8s.io/kubernetes/cmd/${name}`,
    ldflags: `-X k8s.io/component-base/version.gitVersion=v${KUBERNETES}`,
    accepts: "1.34.x",
    versionArgs: ["--version"],
    buildSeconds,
  };
}

/** The manifests and the annotations that the tests rely on belong to one minor. */
function argoRollouts(name: string, versionArgs: readonly string[], buildSeconds: number): Program {
  return {
    kind: "program",
    version: ROLLOUTS,
    module: "argo-rollouts",
    package: `github.com/argoproj/argo-rollouts/cmd/${name}`,
    ldflags: `-X github.com/argoproj/argo-rollouts/utils/version.version=${ROLLOUTS}`,
    accepts: "1.10.x",
    versionArgs,
    buildSeconds,
  };
}

/** Every tool of the embedded control plane and of its tests, in build order. */
export const tools = {
  // First, because they take seconds: where they cannot be had, that is known before the builds take their minutes.
  ...prometheusPrograms,
  etcd: {
    kind: "program",
    version: "3.6.5",
    module: "etcd",
    package: "go.etcd.io/etcd/server/v3",
    accepts: ">=3.5.0",
    versionArgs: ["--version"],
    buildSeconds: 30,
  },
  pulumi: {
    kind: "program",
    version: PULUMI,
    module: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ldflags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PULUMI}`,
    accepts: `>=${PULUMI}`,
    versionArgs: ["version"],
    buildSeconds: 180,
  },
  "kube-apiserver": kubernetes("kube-apiserver", 240),
  "kube-controller-manager": kubernetes("kube-controller-manager", 60),
  "kube-scheduler": kubernetes("kube-scheduler", 10),
  // A module of its own: it needs what the servers do not.
  kubectl: { ...kubernetes("kubectl", 60, "kubectl"), versionArgs: ["version", "--client"] },
  "rollouts-controller": argoRollouts("rollouts-controller", ["--version"], 180),
  "kubectl-argo-rollouts": argoRollouts("kubectl-argo-rollouts", ["version"], 15),
  "rollouts-install.yaml": {
    kind: "data",
    version: ROLLOUTS,
    module: "argo-rollouts",
    from: "github.com/argoproj/argo-rollouts",
    files: ["manifests/install.yaml"],
  },
  "rollouts-notifications.yaml": {
    kind: "data",
    version: ROLLOUTS,
    module: "argo-rollouts",
    from: "github.com/argoproj/argo-rollouts",
    files: ["manifests/notifications-install.yaml"],
  },
  kwok: {
    kind: "program",
    version: "0.8.0",
    module: "kwok",
    package: "sigs.k8s.io/kwok/cmd/kwok",
    accepts: ">=0.7.0",
    versionArgs: ["--version"],
    buildSeconds: 80,
  },
  "kwok-stages.yaml": {
    kind: "data",
    version: "0.8.0",
    module: "kwok",
    from: "sigs.k8s.io/kwok",
    files: [
      "kustomize/stage/node/fast/node-initialize.yaml",
      "kustomize/stage/pod/fast/pod-ready.yaml",
      "kustomize/stage/pod/fast/pod-complete.yaml",
      "kustomize/stage/pod/fast/pod-delete.yaml",
    ],
  },
  ...routerDefinitions,
  ...objectDefinitions,
  ...samplePlugins,
} as const satisfies Record<string, Tool>;

/** Name of a tool: the file name that other programs look for on PATH. */
export type ToolName = keyof typeof tools;
