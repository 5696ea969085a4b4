import { z } from "zod";
import { count, name, port, seconds } from "../scalars";

const threads = z.int().min(1).optional();

const ingressClass = z.array(z.string()).min(1).optional();

/** Settings of the controller's program. What is not said is not passed, so its own default counts. */
export const flagKeys = {
  namespaced: z
    .boolean()
    .default(false)
    .describe(
      "True: the controller sees its own namespace alone and has rights there alone. There are no ClusterAnalysisTemplates then.",
    ),
  controllers: z
    .enum(["all", "analysis"])
    .default("all")
    .describe("`analysis`: it works on AnalysisRuns alone, and leaves Rollouts and Experiments to others."),
  client: z
    .strictObject({
      qps: z.number().positive().optional().describe("Requests per second in the long run. Default 40."),
      burst: z.int().min(1).optional().describe("Requests at once. Default 80."),
    })
    .prefault({})
    .describe("How much it may ask the API server."),
  threads: z
    .strictObject({
      rollout: threads.describe("Rollouts, and notifications. Default 10."),
      experiment: threads.describe("Experiments. Default 10."),
      analysis: threads.describe("AnalysisRuns. Default 30."),
      service: threads.describe("Services. Default 10."),
      ingress: threads.describe("Ingresses. Default 10."),
      ephemeralMetadata: threads.describe("`canaryMetadata` and the like on pods. Default 10."),
    })
    .prefault({})
    .describe("How many objects of a kind it works on at the same time."),
  ephemeralMetadataRetries: count
    .optional()
    .describe("Tries after a failed change of a pod's `canaryMetadata` and the like. Default 3."),
  resync: seconds
    .refine((value) => value > 0, { error: "expected at least 1 second" })
    .optional()
    .describe("Seconds until it looks at every object again, changed or not. Default 900."),
  logging: z
    .strictObject({
      level: z.enum(["debug", "info", "warn", "error"]).optional().describe("From where on. Default info."),
      format: z.enum(["text", "json"]).optional().describe("Of a line. Default text."),
      klogLevel: count.optional().describe("How much the Kubernetes client says. Default 0."),
    })
    .prefault({})
    .describe("What it says in its log."),
  ports: z
    .strictObject({
      metrics: port.default(8090).describe("`/metrics`."),
      healthz: port.default(8080).describe("`/healthz`."),
    })
    .refine(({ metrics, healthz }) => metrics !== healthz, { error: "expected two ports" })
    .prefault({})
    .describe("Ports of its container."),
  ingressClasses: z
    .strictObject({
      alb: ingressClass.describe("Of the AWS load balancer controller. Default `[alb]`."),
      nginx: ingressClass.describe(
        'Of ingress-nginx. Default `[nginx]`. An empty text (`""`): Ingresses without a class.',
      ),
    })
    .prefault({})
    .describe("Classes of the Ingresses that it works on."),
  apiVersions: z
    .strictObject({
      ingress: z
        .enum(["networking/v1", "extensions/v1beta1"])
        .optional()
        .describe("Of Ingresses. Default: by the cluster's version."),
      istio: name.optional().describe("Of VirtualServices and DestinationRules. Default `v1alpha3`."),
      ambassador: z
        .string()
        .regex(/^[^/]+\/[^/]+$/, { error: "expected <group>/<version>" })
        .optional()
        .describe("Of Mappings. Default `getambassador.io/v2`."),
      smi: z
        .enum(["v1alpha1", "v1alpha2", "v1alpha3"])
        .optional()
        .describe("Of TrafficSplits. Default `v1alpha1`."),
      appMesh: name.optional().describe("Of VirtualNodes and VirtualRouters. Default `v1beta2`."),
      traefik: z
        .string()
        .regex(/^[^/]+\/[^/]+$/, { error: "expected <group>/<version>" })
        .optional()
        .describe(
          "Of TraefikServices. Default `traefik.io/v1alpha1`; `traefik.containo.us/v1alpha1` for Traefik 2.",
        ),
    })
    .prefault({})
    .describe("API versions in which it talks to routers."),
  aws: z
    .strictObject({
      verifyTargetGroup: z
        .boolean()
        .optional()
        .describe(
          "True: a step waits until the load balancer has its weights and targets. Needs AWS rights. Default false.",
        ),
      targetGroupBindingApiVersion: z
        .enum(["elbv2.k8s.aws/v1beta1", "eks.amazonaws.com/v1"])
        .optional()
        .describe("`eks.amazonaws.com/v1` in EKS Auto Mode. Default `elbv2.k8s.aws/v1beta1`."),
      albTagKeyResourceId: name
        .optional()
        .describe("Tag of a target group that says whose it is. Default `ingress.k8s.aws/resource`."),
    })
    .prefault({})
    .describe("AWS load balancers."),
  selfServiceNotifications: z
    .boolean()
    .optional()
    .describe("True: it also reads how to notify from a Rollout's own namespace. Default false."),
  pprofAddress: z
    .string()
    .regex(/^[^:/\s]*:\d+$/, { error: 'expected <host>:<port>, such as "localhost:6060"' })
    .optional()
    .describe(
      "Where its profiles can be read. They show its memory, so `localhost:6060` rather than `:6060`.",
    ),
};
