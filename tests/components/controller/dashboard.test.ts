import assert from "node:assert/strict";
import { type ControllerInput, type DataObject, valueAt } from "../../../components/config";
import { assertContains } from "../../support/contains";
import { controllerFindings, installOf, plain } from "../../support/controller";

type Dashboard = NonNullable<ControllerInput["dashboard"]>;

function objectsOf(dashboard: Dashboard = {}, controller: ControllerInput = {}): DataObject[] {
  return installOf({ ...controller, dashboard: { enabled: true, ...dashboard } }).dashboard.map(plain);
}

function rendered(kind: string, ...args: Parameters<typeof objectsOf>): DataObject {
  const [object = {}, ...others] = objectsOf(...args).filter((one) => one["kind"] === kind);
  assert.deepEqual(others, []);
  return object;
}

const kindsOf = (...args: Parameters<typeof objectsOf>) => objectsOf(...args).map(({ kind }) => kind);
const podOf = (...args: Parameters<typeof objectsOf>) =>
  valueAt(rendered("Deployment", ...args), ["spec", "template", "spec"]);
const containerOf = (...args: Parameters<typeof objectsOf>) => valueAt(podOf(...args), ["containers", 0]);
const argsOf = (...args: Parameters<typeof objectsOf>) => valueAt(containerOf(...args), ["args"]);
const findings = (dashboard: object) => controllerFindings({ dashboard });

describe("the dashboard", () => {
  const name = "argo-rollouts-dashboard";

  it("is not there unless it is asked for", () => {
    assert.deepEqual(installOf().dashboard, []);
    assert.deepEqual(installOf({ dashboard: { replicas: 3, ingress: {} } }).dashboard, []);
    assert.equal(objectsOf().length, 5);
  });

  it("is a Deployment with an account of its own, which its Service finds", () => {
    const account = { metadata: { name, namespace: "argo-rollouts" } };
    assertContains(rendered("ServiceAccount"), account);
    assertContains(rendered("Service"), {
      metadata: { name, namespace: "argo-rollouts" },
      spec: {
        type: "ClusterIP",
        selector: { "app.kubernetes.io/name": name },
        ports: [{ name: "dashboard", port: 3100, targetPort: "dashboard", protocol: "TCP" }],
      },
    });
    assertContains(rendered("Deployment"), {
      metadata: { name, namespace: "argo-rollouts" },
      spec: {
        replicas: 1,
        selector: { matchLabels: { "app.kubernetes.io/name": name } },
        template: {
          metadata: { labels: { "app.kubernetes.io/name": name } },
          spec: { serviceAccountName: name },
        },
      },
    });
    assertContains(containerOf(), {
      ports: [{ name: "dashboard", containerPort: 3100 }],
      resources: { requests: { cpu: "20m", memory: "64Mi" } },
      livenessProbe: { tcpSocket: { port: "dashboard" } },
      readinessProbe: { httpGet: { path: "/rollouts/api/v1/version", port: "dashboard" } },
    });
  });

  it("may look by default, and change Rollouts where that is said", () => {
    const verbs = (readOnly?: boolean) => {
      const { rules } = rendered("ClusterRole", readOnly === undefined ? {} : { readOnly });
      return [...new Set([rules].flat().flatMap((rule) => Object(rule).verbs))].sort();
    };
    assert.deepEqual(verbs(), ["get", "list", "watch"]);
    assert.deepEqual(verbs(false), ["get", "list", "patch", "update", "watch"]);
    assertContains(rendered("ClusterRoleBinding"), {
      roleRef: { kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name, namespace: "argo-rollouts" }],
    });
  });

  it("has its rights as wide as the controller's, or from somebody else", () => {
    assertContains(rendered("Role", {}, { namespaced: true }), {
      metadata: { name, namespace: "argo-rollouts" },
    });
    assertContains(rendered("RoleBinding", {}, { namespaced: true }), { roleRef: { kind: "Role", name } });
    assert.deepEqual(kindsOf({ createRole: false }), ["ServiceAccount", "Service", "Deployment"]);
    assert.ok(kindsOf({}, { rights: "none", routers: [] }).includes("ClusterRole"));
  });

  it("has the account that is said, or an existing one", () => {
    const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/look" };
    const serviceAccount = { name: "looker", annotations };
    assertContains(rendered("ServiceAccount", { serviceAccount }), {
      metadata: { name: "looker", annotations },
    });
    const existing = { serviceAccount: { create: false, name: "there" } };
    assert.deepEqual(rendered("ServiceAccount", existing), {});
    assertContains(podOf(existing), { serviceAccountName: "there" });
    assertContains(rendered("ClusterRoleBinding", existing), { subjects: [{ name: "there" }] });
  });

  it("comes in the controller's version and from its registry, or as it is told", () => {
    const imageOf = (...args: Parameters<typeof objectsOf>) => valueAt(containerOf(...args), ["image"]);
    assert.equal(imageOf(), "quay.io/argoproj/kubectl-argo-rollouts:v1.10.1");
    const mirrored = { version: "1.9.0", image: { registry: "mirror.example", tag: "ours" } };
    assert.equal(imageOf({}, mirrored), "mirror.example/argoproj/kubectl-argo-rollouts:v1.9.0");
    const digest = `sha256:${"c".repeat(64)}`;
    const image = { registry: "other.example", repository: "ui", tag: "v2", digest };
    assert.equal(imageOf({ image }, mirrored), `other.example/ui:v2@${digest}`);
    const secrets = (dashboard: Dashboard) =>
      valueAt(podOf(dashboard, { imagePullSecrets: ["pull"] }), ["imagePullSecrets"]);
    assert.deepEqual(secrets({}), [{ name: "pull" }]);
    assert.deepEqual(secrets({ imagePullSecrets: ["own"] }), [{ name: "own" }]);
    assert.equal(valueAt(containerOf({ image: { pullPolicy: "Always" } }), ["imagePullPolicy"]), "Always");
  });

  it("is told by its arguments how it is to be served", () => {
    assert.deepEqual(argsOf(), ["dashboard", "--address=0.0.0.0", "--root-path=rollouts"]);
    const logging = { level: "debug", klogLevel: 2 } as const;
    assert.deepEqual(
      argsOf({ rootPath: "/ops/ui", address: "::", logging, extraArgs: ["--request-timeout=5s"] }),
      [
        ...["dashboard", "--address=::", "--root-path=/ops/ui", "--loglevel=debug", "--kloglevel=2"],
        "--request-timeout=5s",
      ],
    );
    const path = (rootPath: string) =>
      valueAt(containerOf({ rootPath }), ["readinessProbe", "httpGet", "path"]);
    assert.deepEqual(["/ops/ui", ""].map(path), ["/ops/ui/api/v1/version", "/api/v1/version"]);
    for (const flag of ["--address=::1", "--port=80", "-v=9", "--loglevel=debug"])
      assert.match(
        findings({ extraArgs: [flag] }).join(),
        /^controller\.dashboard\.extraArgs\[0\]: .* expected /,
      );
  });

  it("gets no flag that a release before it had one does not know", () => {
    const knows = (version: string) => JSON.stringify(argsOf({}, { version })).includes("--address");
    const versions = ["1.7.2", "1.8.4", "1.8.5", "1.9.1", "1.9.2", "1.10.0", "1.10.1", "1.11.0"];
    assert.deepEqual(versions.filter(knows), ["1.8.5", "1.9.2", "1.10.1", "1.11.0"]);
  });

  it("has pods with what is said of them", () => {
    const dashboard: Dashboard = {
      replicas: 2,
      extraEnv: [{ name: "HTTPS_PROXY", value: "http://proxy:3128" }],
      extraVolumes: [{ name: "ca", mountPath: "/ca", configMap: { name: "ca" } }],
      resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } },
      nodeSelector: { pool: "ops" },
      tolerations: [{ key: "ops", operator: "Exists" }],
      affinity: { podAntiAffinity: {} },
      priorityClassName: "low",
      dnsConfig: { searches: ["corp.example"] },
    };
    assertContains(podOf(dashboard), {
      nodeSelector: { pool: "ops" },
      tolerations: [{ key: "ops", operator: "Exists" }],
      affinity: { podAntiAffinity: {} },
      priorityClassName: "low",
      dnsConfig: { searches: ["corp.example"] },
      volumes: [{ name: "ca", configMap: { name: "ca" } }],
      topologySpreadConstraints: [
        {
          topologyKey: "kubernetes.io/hostname",
          labelSelector: { matchLabels: { "app.kubernetes.io/name": name } },
        },
      ],
      containers: [
        {
          env: [{ name: "HTTPS_PROXY", value: "http://proxy:3128" }],
          volumeMounts: [{ name: "ca", mountPath: "/ca" }],
          resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } },
        },
      ],
    });
    const spread = { topologyKey: "zone", maxSkew: 2, whenUnsatisfiable: "DoNotSchedule" } as const;
    assertContains(podOf({ topologySpreadConstraints: [spread] }), { topologySpreadConstraints: [spread] });
  });

  it("takes over nothing that is said of the controller's pods", () => {
    const controller: ControllerInput = {
      extraEnv: [{ name: "DD_API_KEY", value: "a" }],
      extraVolumes: [{ name: "ca", mountPath: "/ca", configMap: { name: "ca" } }],
      extraArgs: ["--request-timeout=5s"],
      nodeSelector: { pool: "controllers" },
      affinity: { podAntiAffinity: {} },
      podLabels: { mesh: "off" },
      deploymentAnnotations: { of: "controller" },
      security: { allow: { root: "an old plugin" } },
      sidecars: { proxy: { image: "proxy:1" } },
      replicas: 5,
      instanceId: "blue",
    };
    assert.deepEqual(rendered("Deployment", {}, controller), rendered("Deployment"));
  });

  it("has labels and annotations where they are said, those of all the controller's objects too", () => {
    const dashboard = {
      deploymentLabels: { tier: "ui" },
      deploymentAnnotations: { note: "deployment" },
      podLabels: { mesh: "on" },
      podAnnotations: { scrape: "no" },
    };
    assertContains(
      rendered("Deployment", dashboard, { labels: { team: "ops" }, annotations: { all: "yes" } }),
      {
        metadata: {
          labels: { tier: "ui", team: "ops", "app.kubernetes.io/component": name },
          annotations: { note: "deployment", all: "yes" },
        },
        spec: {
          template: {
            metadata: {
              labels: { mesh: "on", team: "ops", "app.kubernetes.io/name": name },
              annotations: { scrape: "no" },
            },
          },
        },
      },
    );
  });

  it("keeps to the restricted standard, with each way out for a reason", () => {
    const security = (dashboard: Dashboard = {}) => ({
      pod: valueAt(podOf(dashboard), ["securityContext"]),
      container: valueAt(containerOf(dashboard), ["securityContext"]),
    });
    assert.deepEqual(security(), {
      pod: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      container: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      },
    });
    assertContains(security({ security: { runAsUser: 999, fsGroup: 999 } }).pod, {
      runAsUser: 999,
      fsGroup: 999,
    });
    const { container } = security({ security: { allow: { writableRoot: "a cache" } } });
    assert.equal(valueAt(container, ["readOnlyRootFilesystem"]), undefined);
  });

  it("has a budget of its own, where it has several pods or that is said", () => {
    assert.deepEqual(rendered("PodDisruptionBudget"), {});
    assertContains(rendered("PodDisruptionBudget", { replicas: 2 }), {
      metadata: { name },
      spec: { selector: { matchLabels: { "app.kubernetes.io/name": name } }, maxUnavailable: 1 },
    });
    const said = { labels: { a: "b" }, annotations: { c: "d" } };
    assertContains(
      rendered("PodDisruptionBudget", { disruptionBudget: { enabled: true, minAvailable: "50%", ...said } }),
      { metadata: said, spec: { minAvailable: "50%" } },
    );
  });

  it("has a Service with what is said of it", () => {
    const service = {
      type: "LoadBalancer" as const,
      port: 80,
      portName: "http",
      targetPort: 4180,
      nodePort: 30100,
      externalIPs: ["192.0.2.1"],
      loadBalancerClass: "example.com/internal",
      loadBalancerIP: "192.0.2.2",
      loadBalancerSourceRanges: ["10.0.0.0/8"],
      labels: { a: "b" },
      annotations: { c: "d" },
    };
    const { port, portName, targetPort, nodePort, labels, annotations, ...spec } = service;
    assertContains(rendered("Service", { service }), {
      metadata: { labels, annotations },
      spec: { ...spec, ports: [{ name: portName, port, targetPort, nodePort }] },
    });
    assert.match(
      findings({ service: { nodePort: 30100 } }).join(),
      /service\.nodePort: .* expected type NodePort/,
    );
    assert.match(
      findings({ service: { type: "NodePort", loadBalancerIP: "192.0.2.2" } }).join(),
      /service\.loadBalancerIP: .* expected type LoadBalancer/,
    );
  });

  it("is behind an HTTPRoute as it is said", () => {
    const httpRoute = {
      parentRefs: [{ name: "internal", namespace: "gateways" }],
      hostnames: ["rollouts.example.com"],
      labels: { a: "b" },
      annotations: { c: "d" },
    };
    assertContains(rendered("HTTPRoute", { httpRoute }), {
      metadata: { name, namespace: "argo-rollouts", labels: { a: "b" }, annotations: { c: "d" } },
      spec: {
        parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...httpRoute.parentRefs[0] }],
        hostnames: ["rollouts.example.com"],
        rules: [
          { matches: [{ path: { value: "/" } }], backendRefs: [{ kind: "Service", name, port: 3100 }] },
        ],
      },
    });
    const rules = [{ matches: [{ path: { type: "PathPrefix" as const, value: "/rollouts" } }] }];
    assertContains(rendered("HTTPRoute", { httpRoute: { ...httpRoute, rules } }), {
      spec: { rules: [{ matches: [{ path: { value: "/rollouts" } }], backendRefs: [{ name }] }] },
    });
    assert.deepEqual(rendered("HTTPRoute", { httpRoute: { ...httpRoute, enabled: false } }), {});
  });

  it("is behind an Ingress as it is said", () => {
    const ingress = {
      className: "internal",
      hosts: ["rollouts.example.com"],
      paths: [{ path: "/rollouts", pathType: "Exact" as const }],
      tls: [{ secretName: "tls" }],
      labels: { a: "b" },
      annotations: { c: "d" },
    };
    const backend = { service: { name, port: { number: 3100 } } };
    assertContains(rendered("Ingress", { ingress }), {
      metadata: { name, namespace: "argo-rollouts", labels: { a: "b" }, annotations: { c: "d" } },
      spec: {
        ingressClassName: "internal",
        tls: [{ hosts: ["rollouts.example.com"], secretName: "tls" }],
        rules: [
          {
            host: "rollouts.example.com",
            http: { paths: [{ path: "/rollouts", pathType: "Exact", backend }] },
          },
        ],
      },
    });
    assert.deepEqual(valueAt(rendered("Ingress", { ingress: {} }), ["spec"]), {
      rules: [{ http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    });
    assert.deepEqual(rendered("Ingress", { ingress: { enabled: false } }), {});
  });

  it("is called by those alone who are named, where policies are on", () => {
    assert.deepEqual(rendered("NetworkPolicy"), {});
    const egress = [{ ports: [{ port: 443 }] }];
    const networkPolicy = { enabled: true, egress };
    const policy = (dashboard: Dashboard) => rendered("NetworkPolicy", dashboard, { networkPolicy })["spec"];
    const selector = { matchLabels: { "app.kubernetes.io/name": name } };
    assertContains(policy({}), { podSelector: selector, ingress: [] });
    const gateway = { namespaceSelector: { matchLabels: { gateways: "yes" } } };
    assertContains(policy({ allowFrom: [gateway], service: { targetPort: 4180 } }), {
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [gateway], ports: [{ protocol: "TCP", port: 4180 }] }],
      egress: [{}, { ports: [{ port: 443 }] }],
    });
  });

  it("is one for all controllers of an install", () => {
    assert.deepEqual(objectsOf({}, { shards: 3 }), objectsOf());
  });

  it("says who asks for a login, or why nobody does", () => {
    assert.deepEqual(findings({ auth: { by: "oauth2-proxy" } }), []);
    for (const auth of [{}, { by: "oauth2-proxy", none: "a test" }])
      assert.match(findings({ auth }).join(), /^controller\.dashboard\.auth: .* expected by .* or none/);
    assert.match(findings({ auth: { none: " " } }).join(), /auth\.none: .*expected the reason why/);
  });
});
