import type { ToolName } from "../toolchain";
import type { PlaneFolder } from "./folder";
import type { HttpRequest } from "./http";
import { manifests } from "./manifests";
import type { PortName, Ports } from "./ports";

/** What is known before any tool is resolved: enough to ask the parts how they are. */
export interface PlaneAddress {
  readonly folder: PlaneFolder;
  readonly ports: Ports;
}

export interface PartContext extends PlaneAddress {
  /** Absolute paths. */
  readonly tools: Readonly<Record<PlaneTool, string>>;
}

/** One process of the control plane. */
export interface Part {
  readonly name: PartName;
  /** The parts that must answer before this one starts, and that end after it. */
  readonly needs: readonly PartName[];
  readonly ports: readonly PortName[];
  command(context: PartContext): readonly [program: string, ...args: string[]];
  /** A request that gets 200 once the part does its work. */
  health(address: PlaneAddress): HttpRequest;
}

export const partNames = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
  "controller-runner",
] as const;
export type PartName = (typeof partNames)[number];

/** The tools that the plane runs or hands out. */
export const planeTools = [
  "etcd",
  "pulumi",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "rollouts-controller",
  "kubectl-argo-rollouts",
  ...manifests.map(({ tool }) => tool),
  "kwok",
  "kwok-stages.yaml",
] as const satisfies readonly ToolName[];
export type PlaneTool = (typeof planeTools)[number];
