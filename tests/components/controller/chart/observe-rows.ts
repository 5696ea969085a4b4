import { type ChartRow, row, without } from "./row";

const dashboard = (title: string) => ["components/controller/dashboard", title] as const;
const metrics = (title: string) => ["components/controller/metrics", title] as const;
const notifications = (title: string) => ["components/controller/notifications", title] as const;

const image = dashboard("comes in the controller's version and from its registry, or as it is told");
const args = dashboard("is told by its arguments how it is to be served");
const pods = dashboard("has pods with what is said of them");
const texts = dashboard(
  "has labels and annotations where they are said, those of all the controller's objects too",
);
const safe = dashboard("keeps to the restricted standard, with each way out for a reason");
const budget = dashboard("has a budget of its own, where it has several pods or that is said");
const service = dashboard("has a Service with what is said of it");
const route = dashboard("is behind an HTTPRoute as it is said");
const ingress = dashboard("is behind an Ingress as it is said");
const account = dashboard("has the account that is said, or an existing one");
const login = "An error without `dashboard.auth`.";

const metricsService = metrics("is the release manifest's, with what is said of it");
const monitor = metrics("look for the controllers in their namespace, wherever the monitor stands");
const scrape = metrics("say what the operator is to do");

const entries = notifications("are a ConfigMap with an entry for each thing, in the controller's namespace");
const secret = notifications("leave the Secret to whoever has it, or to external-secrets");

/** Metrics, notifications and the dashboard. */
export const observeRows: readonly ChartRow[] = [
  row(
    "controller.metrics.enabled",
    "metrics.service.enabled",
    metrics("stays as it is where nothing is said, and can be left out"),
  ),
  row("controller.metrics.service.annotations", "metrics.service.annotations", metricsService),
  row("controller.metrics.service.port", "metrics.service.port", metricsService),
  row("controller.metrics.service.portName", "metrics.service.portName", metricsService),
  row(
    "controller.metrics.serviceMonitor.additionalAnnotations",
    "metrics.serviceMonitor.annotations",
    monitor,
  ),
  row("controller.metrics.serviceMonitor.additionalLabels", "metrics.serviceMonitor.labels", monitor),
  row("controller.metrics.serviceMonitor.enabled", "metrics.serviceMonitor.enabled", monitor),
  row(
    "controller.metrics.serviceMonitor.metricRelabelings",
    "metrics.serviceMonitor.metricRelabelings",
    scrape,
  ),
  row(
    "controller.metrics.serviceMonitor.namespace",
    "metrics.serviceMonitor.namespace",
    monitor,
    "With the namespace of the controllers in its selector, which the chart leaves out.",
  ),
  row("controller.metrics.serviceMonitor.relabelings", "metrics.serviceMonitor.relabelings", scrape),
  row("controller.metrics.serviceMonitor.tlsConfig", "metrics.serviceMonitor.tlsConfig", scrape),
  row(
    "serviceAnnotations",
    "metrics.service.annotations",
    metricsService,
    "Or `dashboard.service.annotations`.",
  ),

  row("notifications.configmap.create", "notifications", entries, "Made where anything is said."),
  row("notifications.notifiers", "notifications.notifiers", entries),
  row(
    "notifications.secret.annotations",
    "notifications.secret.externalSecret",
    secret,
    "Whoever makes the Secret annotates it.",
  ),
  row("notifications.secret.create", "notifications.secret", secret),
  row(
    "notifications.secret.items",
    "notifications.secret",
    secret,
    "No secret stands in the config: it comes out of a store, or is there.",
  ),
  row("notifications.subscriptions", "notifications.subscriptions", entries),
  row("notifications.templates", "notifications.templates", entries, "Upstream's: `notifications.defaults`."),
  row("notifications.triggers", "notifications.triggers", entries, "Upstream's: `notifications.defaults`."),

  row("dashboard.affinity", "dashboard.affinity", pods),
  row("dashboard.component", "dashboard.podLabels", texts, "The label is upstream's; pods get others so."),
  row("dashboard.containerSecurityContext", "dashboard.security", safe, "Default: the restricted standard."),
  row(
    "dashboard.createClusterRole",
    "dashboard.createRole",
    dashboard("has its rights as wide as the controller's, or from somebody else"),
    "Where the controller is `namespaced`, a Role.",
  ),
  row("dashboard.deploymentAnnotations", "dashboard.deploymentAnnotations", texts),
  row("dashboard.deploymentLabels", "dashboard.deploymentLabels", texts),
  row("dashboard.enabled", "dashboard.enabled", dashboard("is not there unless it is asked for")),
  row(
    "dashboard.extraArgs",
    "dashboard.extraArgs",
    args,
    "`--address=0.0.0.0`, which the chart leaves out, is always there.",
  ),
  row("dashboard.extraEnv", "dashboard.extraEnv", pods),
  row("dashboard.httproute.annotations", "dashboard.httpRoute.annotations", route),
  row("dashboard.httproute.enabled", "dashboard.httpRoute.enabled", route, login),
  row("dashboard.httproute.hostnames", "dashboard.httpRoute.hostnames", route),
  row("dashboard.httproute.labels", "dashboard.httpRoute.labels", route),
  row("dashboard.httproute.parentRefs", "dashboard.httpRoute.parentRefs", route),
  row("dashboard.httproute.rules", "dashboard.httpRoute.rules", route),
  row("dashboard.image.pullPolicy", "dashboard.image.pullPolicy", image),
  row("dashboard.image.registry", "dashboard.image.registry", image),
  row("dashboard.image.repository", "dashboard.image.repository", image),
  row("dashboard.image.tag", "dashboard.image.tag", image, "Or `dashboard.image.digest`."),
  row("dashboard.ingress.annotations", "dashboard.ingress.annotations", ingress),
  row("dashboard.ingress.enabled", "dashboard.ingress.enabled", ingress, login),
  without(
    "dashboard.ingress.extraPaths",
    "Paths to other Services are another Ingress, in `extraObjects`; redirects are annotations.",
  ),
  row("dashboard.ingress.hosts", "dashboard.ingress.hosts", ingress),
  row("dashboard.ingress.ingressClassName", "dashboard.ingress.className", ingress),
  row("dashboard.ingress.labels", "dashboard.ingress.labels", ingress),
  row("dashboard.ingress.pathType", "dashboard.ingress.paths", ingress, "Each path has its own."),
  row("dashboard.ingress.paths", "dashboard.ingress.paths", ingress),
  row("dashboard.ingress.tls", "dashboard.ingress.tls", ingress),
  row("dashboard.logging.kloglevel", "dashboard.logging.klogLevel", args),
  row("dashboard.logging.level", "dashboard.logging.level", args),
  row("dashboard.nodeSelector", "dashboard.nodeSelector", pods),
  row("dashboard.pdb.annotations", "dashboard.disruptionBudget.annotations", budget),
  row("dashboard.pdb.enabled", "dashboard.disruptionBudget.enabled", budget, "On with several pods."),
  row("dashboard.pdb.labels", "dashboard.disruptionBudget.labels", budget),
  row(
    "dashboard.pdb.maxUnavailable",
    "dashboard.disruptionBudget.maxUnavailable",
    budget,
    "Default 1. The chart's budget stands without a dashboard too, and without a number protects nothing.",
  ),
  row("dashboard.pdb.minAvailable", "dashboard.disruptionBudget.minAvailable", budget),
  row("dashboard.podAnnotations", "dashboard.podAnnotations", texts),
  row("dashboard.podLabels", "dashboard.podLabels", texts),
  row("dashboard.podSecurityContext", "dashboard.security", safe),
  row("dashboard.priorityClassName", "dashboard.priorityClassName", pods),
  row(
    "dashboard.readonly",
    "dashboard.readOnly",
    ["e2e/dashboard", "looks, and is refused when it is to promote or restart"],
    "Default true.",
  ),
  row("dashboard.replicas", "dashboard.replicas", pods),
  row("dashboard.resources", "dashboard.resources", pods),
  row("dashboard.rootPath", "dashboard.rootPath", args),
  row("dashboard.service.annotations", "dashboard.service.annotations", service),
  row("dashboard.service.externalIPs", "dashboard.service.externalIPs", service, login),
  row("dashboard.service.labels", "dashboard.service.labels", service),
  row("dashboard.service.loadBalancerClass", "dashboard.service.loadBalancerClass", service),
  row("dashboard.service.loadBalancerIP", "dashboard.service.loadBalancerIP", service),
  row("dashboard.service.loadBalancerSourceRanges", "dashboard.service.loadBalancerSourceRanges", service),
  row("dashboard.service.nodePort", "dashboard.service.nodePort", service),
  row("dashboard.service.port", "dashboard.service.port", service),
  row("dashboard.service.portName", "dashboard.service.portName", service),
  row("dashboard.service.targetPort", "dashboard.service.targetPort", service),
  row(
    "dashboard.service.type",
    "dashboard.service.type",
    service,
    "An error without `dashboard.auth`, but for ClusterIP.",
  ),
  row("dashboard.serviceAccount.annotations", "dashboard.serviceAccount.annotations", account),
  row("dashboard.serviceAccount.create", "dashboard.serviceAccount.create", account),
  row("dashboard.serviceAccount.name", "dashboard.serviceAccount.name", account),
  row("dashboard.tolerations", "dashboard.tolerations", pods),
  row("dashboard.topologySpreadConstraints", "dashboard.topologySpreadConstraints", pods),
  row(
    "dashboard.volumeMounts",
    "dashboard.extraVolumes",
    pods,
    "A volume says itself where the dashboard sees it.",
  ),
  row("dashboard.volumes", "dashboard.extraVolumes", pods),
];
