import { type ChartRow, row, without } from "./row";

const args = (title: string) => ["components/controller/args", title] as const;
const deployment = (title: string) => ["components/controller/deployment", title] as const;
const pod = (title: string) => ["components/controller/pod", title] as const;
const objects = (title: string) => ["components/controller/objects", title] as const;
const rights = (title: string) => ["components/controller/rights", title] as const;
const install = (title: string) => ["components/controller/install", title] as const;

const flags = args("are one per value, by the name that upstream has for it");
const mirror = pod("comes from a mirror, under its own name or another");
const texts = objects("are on all objects, and those of the Deployment and of the pods there alone");
const budget = objects("has what is said of it");
const account = objects("is the manifest's, with what is said of it");
const used = rights(
  "are those of the routers that are used, and a look at Ingresses, for which the controller waits",
);
const rolled = deployment("are as many, and replaced, as told");
const probes = deployment("are replaced by those that are given");
const places = pod("are chosen as a service's are");
const volumes = pod("come after the manifest's, and in place of those with the same name or path");
const beside = pod("run before it, with it from its start on, or beside it");
const safe = pod("are wider where the reason is given");
const ofPlugins = [
  "components/controller/routers-role",
  "let each plugin write in the kinds that it steers",
] as const;
const plugins = [
  "components/controller/controller-config",
  "stand in its ConfigMap as lists in YAML, one for each kind that is used",
] as const;

const names =
  "Names are those of the release manifest: `kubectl argo rollouts` and upstream's docs use them.";

/** The controller's own Deployment and what belongs to it. */
export const installRows: readonly ChartRow[] = [
  without(
    "apiVersionOverrides.ingress",
    "Ingresses are `networking.k8s.io/v1`, which every living cluster has.",
  ),
  row(
    "clusterInstall",
    "namespaced",
    rights("has its rights there alone, and reads no ClusterAnalysisTemplates"),
  ),
  row("crdAnnotations", "crds.annotations", texts),
  row(
    "createClusterAggregateRoles",
    "aggregateRoles",
    rights("get rights over Rollouts unless that is not wanted, or the install is of one namespace"),
  ),
  row(
    "extraObjects",
    "extraObjects",
    objects("are as they are said, in its namespace where they say nothing else"),
  ),
  without("fullnameOverride", names),
  row("global.deploymentAnnotations", "annotations", texts),
  row("global.deploymentLabels", "labels", texts),
  row("global.dnsConfig", "dnsConfig", places),
  row("global.revisionHistoryLimit", "revisionHistoryLimit", rolled),
  row("imagePullSecrets", "imagePullSecrets", pod("is fetched when and with what is said")),
  row("installCRDs", "crds.install", install("leaves out CRDs and namespace when told so")),
  row("keepCRDs", "crds.keep", [
    "e2e/controller",
    "leaves the CRDs when it is destroyed, and takes them over when it comes back",
  ]),
  without("kubeVersionOverride", "Nothing here depends on the cluster's version."),
  without("nameOverride", names),
  row(
    "namespaceOverride",
    "namespace",
    install("puts everything into the namespace, the subjects of bindings included"),
  ),
  row("providerRBAC.additionalRules", "additionalRules", rights("take further rules")),
  row("providerRBAC.enabled", "rights", used),
  row("providerRBAC.providers.ambassador", "routers", used),
  row(
    "providerRBAC.providers.apisix",
    "routers",
    rights("let APISIX make routes, and EKS Auto Mode be asked, where the manifest does not"),
    "With the right to make and remove the routes of header steps, which the chart does not give.",
  ),
  row("providerRBAC.providers.awsAppMesh", "routers", used),
  row(
    "providerRBAC.providers.awsLoadBalancerController",
    "routers",
    used,
    "With the API group of EKS Auto Mode.",
  ),
  row(
    "providerRBAC.providers.contour",
    "plugins.trafficRouters",
    ofPlugins,
    "A plugin that is loaded has its rights.",
  ),
  row(
    "providerRBAC.providers.gatewayAPI",
    "plugins.trafficRouters",
    ofPlugins,
    "Without rights to write ConfigMaps, which the plugin does not need since 0.13.",
  ),
  row("providerRBAC.providers.glooPlatform", "plugins.trafficRouters", ofPlugins),
  row("providerRBAC.providers.istio", "routers", used),
  row("providerRBAC.providers.smi", "routers", used),
  row("providerRBAC.providers.traefik", "routers", used),
  row("containerSecurityContext", "security", safe, "The restricted standard; each way out has its reason."),
  row("controller.affinity", "affinity", places),
  row("controller.albTagKeyResourceID", "aws.albTagKeyResourceId", [
    "oracle/controller-flags",
    "are read by the controller as they are written",
  ]),
  row("controller.awsTargetGroupBindingAPIVersion", "aws.targetGroupBindingApiVersion", [
    "oracle/controller-flags",
    "are read by the controller as they are written",
  ]),
  row("controller.awsVerifyTargetGroup", "aws.verifyTargetGroup", flags),
  row("controller.component", "podLabels", texts, "The manifest has the label; pods get one so."),
  row(
    "controller.containerPorts.healthz",
    "ports.healthz",
    deployment("have the numbers of the flags and the names by which others find them"),
  ),
  row(
    "controller.containerPorts.metrics",
    "ports.metrics",
    deployment("have the numbers of the flags and the names by which others find them"),
  ),
  row("controller.createClusterRole", "rights", rights("can be somebody else's to give")),
  row(
    "controller.createConfigmap",
    "shards",
    ["components/controller/shards", "share everything but their budgets"],
    "Several controllers of one namespace are one install, with one ConfigMap.",
  ),
  row("controller.deploymentAnnotations", "deploymentAnnotations", texts),
  row("controller.deploymentLabels", "deploymentLabels", texts),
  row(
    "controller.extraArgs",
    "extraArgs",
    args("keep those of the manifest, and put extraArgs last"),
    "Every flag has an option; one that repeats an option is an error.",
  ),
  row("controller.extraContainers", "sidecars", beside),
  row(
    "controller.extraEnv",
    "extraEnv",
    pod("has variables beside the manifest's, and instead of those with the same name"),
  ),
  row("controller.image.pullPolicy", "image.pullPolicy", pod("is fetched when and with what is said")),
  row("controller.image.registry", "image.registry", mirror),
  row("controller.image.repository", "image.repository", mirror),
  row("controller.image.tag", "image.tag", mirror, "Or `image.digest`."),
  row("controller.initContainers", "initContainers", beside),
  row("controller.lifecycle", "lifecycle", pod("runs hooks and has its time to end")),
  row("controller.livenessProbe", "probes.liveness", probes),
  row("controller.logging.format", "logging.format", flags),
  row("controller.logging.kloglevel", "logging.klogLevel", flags),
  row("controller.logging.level", "logging.level", flags),
  row("controller.metricProviderPlugins", "plugins.metricProviders", plugins),
  row("controller.nodeSelector", "nodeSelector", places),
  row("controller.pdb.annotations", "disruptionBudget.annotations", budget),
  row(
    "controller.pdb.enabled",
    "disruptionBudget.enabled",
    objects("is not there for one pod, or when it is not wanted"),
    "On with several pods.",
  ),
  row("controller.pdb.labels", "disruptionBudget.labels", budget),
  row(
    "controller.pdb.maxUnavailable",
    "disruptionBudget.maxUnavailable",
    objects("lets one of several pods go"),
    "Default 1: the chart's budget without a number protects nothing.",
  ),
  row("controller.pdb.minAvailable", "disruptionBudget.minAvailable", budget),
  row("controller.podAnnotations", "podAnnotations", texts),
  row("controller.podLabels", "podLabels", texts),
  row("controller.pprofAddress", "pprofAddress", [
    "oracle/controller-flags",
    "are read by the controller as they are written",
  ]),
  row("controller.priorityClassName", "priorityClassName", places),
  row(
    "controller.readinessProbe",
    "probes.readiness",
    probes,
    "Default `/healthz`, which is cheap, unlike `/metrics`.",
  ),
  row("controller.replicas", "replicas", rolled),
  row(
    "controller.resources",
    "resources",
    pod("has the resources that are said, and the model's where nothing is"),
  ),
  row("controller.selfServiceNotification", "selfServiceNotifications", [
    "oracle/controller-flags",
    "are read by the controller as they are written",
  ]),
  row("controller.stepPlugins", "plugins.steps", plugins),
  row(
    "controller.terminationGracePeriodSeconds",
    "terminationGracePeriodSeconds",
    pod("runs hooks and has its time to end"),
  ),
  row("controller.tolerations", "tolerations", places),
  row(
    "controller.topologySpreadConstraints",
    "topologySpreadConstraints",
    pod("differ where they can, as a wish"),
    "By node with several pods.",
  ),
  row("controller.trafficRouterPlugins", "plugins.trafficRouters", plugins),
  row(
    "controller.volumeMounts",
    "extraVolumes",
    volumes,
    "A volume says itself where the controller sees it.",
  ),
  row("controller.volumes", "extraVolumes", volumes),
  row("podAnnotations", "podAnnotations", texts),
  row("podLabels", "podLabels", texts),
  row("podSecurityContext", "security", safe),
  row("serviceAccount.annotations", "serviceAccount.annotations", account),
  row("serviceAccount.create", "serviceAccount.create", objects("can be an existing one")),
  row("serviceAccount.name", "serviceAccount.name", account),
];
