import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { DataObject } from "../../../components/config";
import { type Plane, planeProcessEnv } from "../../../scripts/local/plane";
import { ApiServer } from "../../support/api-server";
import { sharedPlane } from "../../support/plane";
import { installRouterDefinitions } from "../../support/router-definitions";
import { Cluster } from "./cluster";
import { pluginConfig, pluginRights } from "./gateway-plugin";
import { Stack } from "./stack";

/** What every test of a stack needs: a plane with all routers' CRDs, on which `pulumi up` has installed the controller. */
export interface Environment {
  readonly plane: Plane;
  readonly cluster: Cluster;
  /** Name of the stack that has the controller. */
  readonly controller: Stack;
  stack(name: string): Promise<Stack>;
  /** Lets a person's `kubectl argo rollouts` do something: promote, abort, ... */
  argo(...args: string[]): Promise<string>;
}

let shared: Promise<Environment> | undefined;

export function sharedEnvironment(): Promise<Environment> {
  shared ??= begin();
  return shared;
}

async function begin(): Promise<Environment> {
  const plane = await sharedPlane();
  const server = new ApiServer(plane);
  await installRouterDefinitions(server);
  if (pluginConfig) for (const right of pluginRights) await server.apply(right, { manager: "tests" });
  const controller = await Stack.create(plane, "controller");
  await controller.up(controllerStack());
  return {
    plane,
    controller,
    cluster: new Cluster(plane),
    stack: (name) => Stack.create(plane, name),
    argo: async (...args) => {
      const { stdout } = await promisify(execFile)("kubectl-argo-rollouts", args, {
        env: planeProcessEnv(plane.dir),
      });
      return stdout;
    },
  };
}

/** Who comes after a leader waits for its lease to end, also after one that was asked to go. Upstream's 15 s are long in a test. */
const SHORT_LEASE = { leaseDuration: "6s", renewDeadline: "4s", retryPeriod: "1s" };

/** What the stack with the controller says, with more about the controller. */
export function controllerStack(controller: DataObject = {}): DataObject {
  return {
    namespace: "controller-stack",
    controller: { rollouts: 50, leaderElection: SHORT_LEASE, ...pluginConfig, ...controller },
  };
}

/** The image does not matter on the plane, where no container runs; its tag is what changes. */
export const image = (tag: string) => ({ repository: "registry.example/app", tag });

export const autoscaled = {
  resources: { requests: { cpu: "100m" } },
  autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 6 },
};

/** A canary that waits for a person at half of the pods. */
export const pausing = { enabled: true, canary: { steps: [{ setWeight: 50 }, { pause: {} }] } };

/** A request for CPU with which a pod never gets ready. */
export const MORE_THAN_ANY_NODE_HAS = "2000";
