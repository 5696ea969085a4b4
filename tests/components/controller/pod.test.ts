import assert from "node:assert/strict";
import { Output, secret } from "@pulumi/pulumi";
import { isDataObject } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { assertContains } from "../../support/contains";
import { containerOf, controllerConfig, controllerFindings, podSpec } from "../../support/controller";
import { installManifest } from "../../support/install-manifest";

const digest = `sha256:${"a".repeat(64)}`;
const imageOf = (image: object, manifest = installManifest): unknown => {
  const container = containerOf({ image }, manifest);
  return isDataObject(container) ? container["image"] : undefined;
};
/** The manifest with volumes, rights and variables of its own. */
const furnished = installManifest
  .replace(
    "          imagePullPolicy: Always",
    `          env: [{ name: A, value: own }, { name: B, value: own }]
          securityContext: { runAsUser: 999, seccompProfile: { type: RuntimeDefault } }
          volumeMounts: [{ name: tmp, mountPath: /tmp }, { name: bin, mountPath: /bin }]`,
  )
  .replace(
    "      containers:",
    "      volumes: [{ name: tmp, emptyDir: {} }, { name: bin, emptyDir: {} }]\n      containers:",
  );

describe("the controller's image", () => {
  it("comes from a mirror, under its own name or another", () => {
    assert.equal(imageOf({ registry: "mirror.example" }), "mirror.example/argoproj/argo-rollouts:v1.10.1");
    assert.equal(imageOf({ repository: "copy", tag: "x" }), "registry.example:5000/copy:x");
    const local = installManifest.replace("registry.example:5000/argoproj", "argoproj");
    assert.equal(imageOf({}, local), "argoproj/argo-rollouts:v1.10.1");
    assert.equal(
      imageOf({ registry: "mirror.example" }, local),
      "mirror.example/argoproj/argo-rollouts:v1.10.1",
    );
  });

  it("is exactly the one of a digest, and still says its tag", () => {
    assert.equal(imageOf({ digest }), `registry.example:5000/argoproj/argo-rollouts:v1.10.1@${digest}`);
  });

  it("is fetched when and with what is said", () => {
    assertContains(containerOf({ image: { pullPolicy: "Always" } }), { imagePullPolicy: "Always" });
    assertContains(podSpec({ imagePullSecrets: ["registry"] }), { imagePullSecrets: [{ name: "registry" }] });
  });
});

const named = (container: unknown, ...names: string[]): unknown[] => {
  const env: unknown = Reflect.get(Object(container), "env");
  return Array.isArray(env) ? env.filter(({ name }) => names.includes(name)) : [];
};

describe("the controller's container", () => {
  it("has variables beside the manifest's, and instead of those with the same name", () => {
    const fromSecret = { name: "DD_API_KEY", valueFrom: { secretKeyRef: { name: "datadog", key: "key" } } };
    const container = containerOf({ extraEnv: [{ name: "A", value: "1" }, fromSecret] }, furnished);
    assert.deepEqual(named(container, "A", "B", "DD_API_KEY"), [
      { name: "B", value: "own" },
      { name: "A", value: "1" },
      fromSecret,
    ]);
    const source = { secretRef: { name: "aws" } };
    assertContains(containerOf({ extraEnvFrom: [source] }), { envFrom: [source] });
  });

  it("takes a value that is known only later", () => {
    const extraEnv = [{ name: "TOKEN", value: secret("s3cret") }];
    const { deployments } = planInstall(installManifest, controllerConfig({ extraEnv }));
    const container: unknown = Reflect.get(Object(deployments[0]), "spec").template.spec.containers[0];
    const [found] = named(container, "TOKEN").map((one) => Reflect.get(Object(one), "value"));
    assert.ok(Output.isInstance(found));
  });

  it("has the resources that are said, and the model's where nothing is", () => {
    const resources = { requests: { cpu: 0.5 }, limits: { memory: "2Gi" } };
    assertContains(containerOf({ resources }), {
      resources: {
        requests: { cpu: "500m" },
        limits: { memory: "2Gi", "ephemeral-storage": "1Gi" },
      },
    });
  });

  it("runs hooks and has its time to end", () => {
    const lifecycle = { preStop: { sleep: { seconds: 3 } } };
    assertContains(containerOf({ lifecycle }), { lifecycle });
    assertContains(podSpec({ terminationGracePeriodSeconds: 90 }), { terminationGracePeriodSeconds: 90 });
  });
});

describe("the controller's volumes", () => {
  it("come after the manifest's, and in place of those with the same name or path", () => {
    const extraVolumes = [
      { name: "bin", mountPath: "/bin", persistentVolumeClaim: { claimName: "plugins" } },
      { name: "roots", mountPath: "/etc/ssl/certs", readOnly: true, configMap: { name: "roots" } },
    ];
    assertContains(podSpec({ extraVolumes }, furnished), {
      volumes: [
        { name: "tmp", emptyDir: {} },
        { name: "bin", persistentVolumeClaim: { claimName: "plugins" } },
        { name: "roots", configMap: { name: "roots" } },
      ],
      containers: [
        {
          volumeMounts: [
            { name: "tmp", mountPath: "/tmp" },
            { name: "bin", mountPath: "/bin" },
            { name: "roots", mountPath: "/etc/ssl/certs", readOnly: true },
          ],
        },
      ],
    });
  });
});

describe("containers beside the controller's", () => {
  it("run before it, with it from its start on, or beside it", () => {
    const input = {
      initContainers: { prepare: { image: "prepare:1" } },
      sidecars: { proxy: { image: "proxy:1" }, logs: { image: "logs:1", native: false } },
    };
    assertContains(podSpec(input, furnished), {
      initContainers: [{ name: "prepare" }, { name: "proxy", restartPolicy: "Always" }],
      containers: [{ name: "argo-rollouts" }, { name: "logs" }],
      volumes: [
        { name: "tmp" },
        { name: "bin" },
        { name: "tmp-logs" },
        { name: "tmp-prepare" },
        { name: "tmp-proxy" },
      ],
    });
  });
});

describe("the rights of the controller's pods", () => {
  it("are the restricted standard with a read-only image, whatever the manifest", () => {
    assertContains(podSpec({}, furnished), {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          securityContext: {
            runAsUser: 999,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
            readOnlyRootFilesystem: true,
          },
        },
      ],
    });
  });

  it("are wider where the reason is given", () => {
    const security = { allow: { unconfined: "tracing", writableRoot: "old", root: "old" }, fsGroup: 1000 };
    const pod = podSpec({ security }, furnished);
    assertContains(pod, { securityContext: { fsGroup: 1000, seccompProfile: { type: "Unconfined" } } });
    assert.equal(/RuntimeDefault|readOnlyRoot|runAsNonRoot/.test(JSON.stringify(pod)), false);
  });

  it("are not those of root without a reason", () => {
    assert.match(
      controllerFindings({ security: { runAsUser: 0 } }).join(),
      /controller\.security: .*expected security\.allow\.root with the reason why/,
    );
  });

  it("open its ports on the node where it uses the node's network", () => {
    const security = { allow: { hostNetwork: "the API server calls webhooks" } };
    assertContains(podSpec({ security }), {
      hostNetwork: true,
      dnsPolicy: "ClusterFirstWithHostNet",
      containers: [{ ports: [{ hostPort: 8090 }, { hostPort: 8080 }] }],
    });
  });
});

describe("the nodes of the controller's pods", () => {
  const spread = (input: object) => {
    const pod = podSpec(input);
    return isDataObject(pod) ? pod["topologySpreadConstraints"] : undefined;
  };

  it("differ where they can, as a wish", () => {
    assert.deepEqual(spread({}), [
      {
        topologyKey: "kubernetes.io/hostname",
        maxSkew: 1,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { app: "argo-rollouts" } },
        matchLabelKeys: ["pod-template-hash"],
      },
    ]);
    assert.equal(spread({ replicas: 1 }), undefined);
    assert.equal(spread({ topologySpreadConstraints: [] }), undefined);
  });

  it("are counted for each controller by itself", () => {
    assertContains(spread({ shards: 2 }), [
      { labelSelector: { matchLabels: { "app.kubernetes.io/instance": "shard-0" } } },
    ]);
  });

  it("are chosen as a service's are", () => {
    const tolerations = [{ key: "system", operator: "Exists" as const }];
    const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
    const where = { nodeSelector: { pool: "system" }, tolerations, priorityClassName: "high" };
    assertContains(podSpec({ ...where, affinity, dnsConfig: { searches: ["example.com"] } }), {
      ...where,
      affinity,
      dnsConfig: { searches: ["example.com"] },
    });
  });
});
