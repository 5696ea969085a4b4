import * as pulumi from "@pulumi/pulumi";
import { deliveryOf, isOutput, istioOf, traefikOf } from "../config";
import type { Subject } from "../manifests";
import { imageReference } from "./pod/image";

/** What people and pipelines want to know of a service. */
export interface ServiceOutputs {
  /** `Deployment` or `Rollout`. */
  readonly kind: string;
  /** What the values ask for; undefined where a `workloadRef` names the pods. */
  readonly image: pulumi.Input<string> | undefined;
  /** `rolling`, `canary` or `blueGreen`. */
  readonly strategy: string;
  /** Where its route, or else its Service in the cluster, answers. */
  readonly url: pulumi.Output<string>;
  /** Ready-made commands, by what they do. */
  readonly commands: Readonly<Record<string, pulumi.Output<string>>>;
}

export function serviceOutputs(subject: Subject): ServiceOutputs {
  const { name, namespace, service } = subject;
  const delivery = deliveryOf(name, service);
  const isRollout = delivery.kind !== "Deployment";
  return {
    kind: isRollout ? "Rollout" : "Deployment",
    image: service.image && imageReference(service.image),
    strategy: isRollout ? delivery.kind : "rolling",
    url: urlOf(subject),
    commands: Object.fromEntries(
      Object.entries(isRollout ? rolloutCommands : deploymentCommands).map(([what, words]) => [
        what,
        pulumi.interpolate`${words} ${name} -n ${namespace}`,
      ]),
    ),
  };
}

const rolloutCommands = {
  watch: "kubectl argo rollouts get rollout --watch",
  promote: "kubectl argo rollouts promote",
  abort: "kubectl argo rollouts abort",
  retry: "kubectl argo rollouts retry rollout",
  undo: "kubectl argo rollouts undo",
};

const deploymentCommands = {
  watch: "kubectl rollout status deployment",
  undo: "kubectl rollout undo deployment",
};

function urlOf({ name, namespace, service }: Subject): pulumi.Output<string> {
  const { httpRoute } = service;
  const hosts = (httpRoute.enabled ? httpRoute.hostnames : undefined) ?? [];
  const meshHosts = istioOf(service)?.hosts ?? [];
  const ofTraefik = traefikOf(service)?.hosts ?? [];
  const outside = [...hosts, ...meshHosts, ...ofTraefik].find(
    (host) => isOutput(host) || !host.startsWith("*"),
  );
  if (outside !== undefined) return pulumi.interpolate`${isPlain(httpRoute) ? "http" : "https"}://${outside}`;
  const { port } = service.service;
  return pulumi.interpolate`http://${name}.${namespace}.svc${port === 80 ? "" : `:${String(port)}`}`;
}

/** Whether the route's listener is the one for requests without TLS, as far as its name or port tells. */
function isPlain({ enabled, parentRefs }: Subject["service"]["httpRoute"]): boolean {
  return (
    enabled &&
    parentRefs.length > 0 &&
    parentRefs.every(({ port, sectionName }) => port === 80 || sectionName === "http")
  );
}
