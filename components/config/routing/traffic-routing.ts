import { z } from "zod";
import { count, freeForm, labels, name, port, seconds, weight } from "../scalars";

const istioVirtualService = z.strictObject({
  name: name.describe("Name, or `name.namespace`."),
  routes: z
    .array(name)
    .optional()
    .describe("Names of HTTP routes. May be left out when there is exactly one."),
  tlsRoutes: z
    .array(
      z.strictObject({
        port: port.optional().describe("Port of the route."),
        sniHosts: z.array(name).optional().describe("SNI hosts of the route."),
      }),
    )
    .optional()
    .describe("TLS routes, found by port or SNI hosts."),
  tcpRoutes: z
    .array(z.strictObject({ port: port.optional().describe("Port of the route.") }))
    .optional()
    .describe("TCP routes, found by port."),
});

const istio = z.strictObject({
  virtualService: istioVirtualService.optional().describe("The VirtualService that splits the traffic."),
  virtualServices: z.array(istioVirtualService).min(1).optional().describe("Instead: several of them."),
  destinationRule: z
    .strictObject({
      name: name.describe("Name of the DestinationRule."),
      canarySubsetName: name.describe("Its subset of the new version."),
      stableSubsetName: name.describe("Its subset of the old version."),
      additionalSubsetNames: z
        .array(name)
        .optional()
        .describe("Subsets that may have a weight of their own in the route."),
    })
    .optional()
    .describe("Splits by subsets of one Service instead of by two Services."),
});

const nginx = z.strictObject({
  stableIngress: name.optional().describe("The Ingress that leads to the stable Service."),
  stableIngresses: z.array(name).min(1).optional().describe("Instead: several of them."),
  annotationPrefix: name.optional().describe("Default `nginx.ingress.kubernetes.io`."),
  additionalIngressAnnotations: labels
    .optional()
    .describe("For the canary's Ingress; the prefix is put before each."),
  canaryIngressAnnotations: labels.optional().describe("For the canary's Ingress; as they are."),
});

const alb = z.strictObject({
  ingress: name.optional().describe("The Ingress that splits the traffic."),
  ingresses: z.array(name).min(1).optional().describe("Instead: several of them."),
  servicePort: port.describe("Port of the Service that the Ingress names."),
  rootService: name
    .optional()
    .describe("Service that the Ingress names. Default: the stable one. Needed with ping-pong."),
  annotationPrefix: name.optional().describe("Default `alb.ingress.kubernetes.io`."),
  stickinessConfig: z
    .strictObject({
      enabled: z.boolean().describe("True: on."),
      durationSeconds: seconds.describe("How long a client stays with a version."),
    })
    .optional()
    .describe("Whether a client stays with the version that it met."),
});

const smi = z.strictObject({
  rootService: name.optional().describe("Default: the stable Service."),
  trafficSplitName: name.optional().describe("Default: the Rollout's name."),
});

const appMesh = z.strictObject({
  virtualService: z
    .strictObject({
      name: name.describe("Its name."),
      routes: z.array(name).optional().describe("Names of its routes. May be left out when there is one."),
    })
    .optional()
    .describe("The VirtualService whose VirtualRouter splits the traffic."),
  virtualNodeGroup: z
    .strictObject({
      canaryVirtualNodeRef: z
        .strictObject({ name: name.describe("Its name.") })
        .describe("Of the new version."),
      stableVirtualNodeRef: z
        .strictObject({ name: name.describe("Its name.") })
        .describe("Of the old version."),
    })
    .optional()
    .describe("The two VirtualNodes."),
});

/** Upstream: `RolloutTrafficRouting`. Several routers may be set at once. */
export const trafficRouting = z.strictObject({
  istio: istio.optional().describe("Istio, by two Services or by subsets of one."),
  nginx: nginx.optional().describe("ingress-nginx, retired upstream in 2026."),
  alb: alb.optional().describe("AWS Load Balancer Controller."),
  smi: smi.optional().describe("Service Mesh Interface, archived."),
  ambassador: z
    .strictObject({ mappings: z.array(name).describe("Names of its Mappings.") })
    .optional()
    .describe("Emissary-ingress."),
  apisix: z
    .strictObject({
      route: z
        .strictObject({
          name: name.describe("Its name."),
          rules: z
            .array(name)
            .optional()
            .describe("Names of its HTTP rules. May be left out when there is one."),
        })
        .describe("The ApisixRoute."),
    })
    .optional()
    .describe("APISIX."),
  traefik: z
    .strictObject({ weightedTraefikServiceName: name.describe("Name of the TraefikService.") })
    .optional()
    .describe("Traefik."),
  appMesh: appMesh.optional().describe("AWS App Mesh, retired."),
  plugins: z.record(z.string(), freeForm).optional().describe("Plugins of the controller: name -> settings."),
  managedRoutes: z
    .array(z.strictObject({ name: name.describe("Name of the route.") }))
    .optional()
    .describe(
      "Routes that steps make, highest precedence first. All of them are removed at the end and at an abort.",
    ),
  maxTrafficWeight: weight.min(1).optional().describe("The weight that is all traffic. Default 100."),
});
export type TrafficRouting = z.output<typeof trafficRouting>;

/** Ways for the two Services of a router to trade places at each update. */
export const pingPong = z.strictObject({
  pingService: name.describe("One of the two."),
  pongService: name.describe("The other one."),
});

export const replicaProgressThreshold = z.strictObject({
  type: z.enum(["Percent", "Pods"]).describe("What `value` counts."),
  value: count.describe("Ready pods, or their percentage of the canary's."),
});
