import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { type DataObject, parse, service } from "../../../../components/config";
import { planWorkload } from "../../../../components/workload";
import { assertContains } from "../../../support/contains";
import { subjectOf } from "../../../support/services";

const MIGRATE = { command: ["migrate"], args: ["--up"] };
const jobOf = (preDeploy: DataObject, ...layers: DataObject[]) => {
  const { gates } = planWorkload(subjectOf({ preDeploy: { enabled: true, ...preDeploy } }, ...layers));
  const [job] = gates;
  assert.ok(job !== undefined && gates.length === 1);
  return job;
};
const podOf = (...layers: [DataObject, ...DataObject[]]) => Object(jobOf(...layers)["spec"]).template;
const nameOf = (...layers: [DataObject, ...DataObject[]]) => jobOf(...layers).metadata.name;

describe("the Job before a new version", () => {
  it("is not there unless it is asked for", () => {
    assert.deepEqual(planWorkload(subjectOf({ preDeploy: MIGRATE })).gates, []);
  });

  it("runs the service's image with the service's environment and identity", () => {
    const own = [{ name: "MODE", value: "migrate" }];
    const env = [
      { name: "MODE", value: "serve" },
      { name: "URL", value: "db" },
    ];
    assertContains(podOf({ ...MIGRATE, env: own }, { env }), {
      spec: {
        restartPolicy: "Never",
        serviceAccountName: "pay",
        containers: [{ image: "registry.example/pay:1.0.0", ...MIGRATE, env: [env[1], own[0]] }],
      },
    });
    const image = "registry.example/migrations:2";
    const { spec } = podOf({ image, inheritEnv: false, serviceAccountName: "migrator" }, { env });
    assertContains(spec, { serviceAccountName: "migrator", containers: [{ image }] });
    assert.equal("env" in spec.containers[0], false);
  });

  it("has a name of its own for every version, and the same for the same", () => {
    const name = nameOf(MIGRATE);
    assert.match(name, /^pay-pre-deploy-[0-9a-f]{8}$/);
    assert.equal(nameOf(MIGRATE, { replicaCount: 5, rollout: { enabled: true } }), name);
    for (const other of [{ image: { tag: "1.0.1" } }, { env: [{ name: "A", value: "1" }] }])
      assert.notEqual(nameOf(MIGRATE, other), name);
    assert.notEqual(nameOf({ ...MIGRATE, args: ["--down"] }), name);
  });

  it("has a name that fits into a label, whatever the service is called", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]([-a-z0-9]{0,53}[a-z0-9])?$/), (name) => {
        const [job] = planWorkload({ ...subjectOf({ preDeploy: { enabled: true } }), name }).gates;
        assert.match(
          job?.metadata.name ?? "",
          /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?-pre-deploy-[0-9a-f]{8}$/,
        );
      }),
      { examples: [["a".repeat(55)], [`a${"-".repeat(53)}a`]] },
    );
  });

  it("is not tried again, unless a drain took its pod, and is made anew when it failed", () => {
    const job = jobOf({ activeDeadlineSeconds: "15m" });
    assertContains(job, {
      metadata: {
        annotations: { "pulumi.com/replaceUnready": "true", "pulumi.com/timeoutSeconds": "930" },
      },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 900,
        podFailurePolicy: { rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget" }] }] },
      },
    });
    assert.equal(JSON.stringify(job).includes("ttlSecondsAfterFinished"), false);
  });

  it("has a pod that the service's Service, budget and policy do not find", () => {
    const { labels } = podOf(MIGRATE).metadata;
    const [apex] = planWorkload(subjectOf()).services;
    for (const [key, value] of Object.entries(Object(apex?.["spec"]).selector))
      assert.notEqual(labels[key], value);
  });

  it("has a pod within the restricted Pod Security Standard", () => {
    assertContains(podOf(MIGRATE).spec, {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } }],
    });
  });

  it("takes the namespace's ServiceAccount where the service makes no pods", () => {
    const layer = {
      image: null,
      service: { selector: { app: "legacy" } },
      rollout: { enabled: true, workloadRef: { name: "legacy" } },
    };
    const { spec } = podOf({ image: "registry.example/migrations:2" }, layer);
    assert.equal("serviceAccountName" in spec, false);
  });

  it("keeps values that are known later out of its name", () => {
    const jobWith = (tag: string) => {
      const { value } = parse(service, {
        image: { repository: "registry.example/pay", tag: pulumi.output(tag) },
        preDeploy: { enabled: true },
      });
      assert.ok(value);
      return planWorkload({ name: "pay", namespace: "shop", service: value }).gates[0];
    };
    assert.equal(jobWith("1")?.metadata.name, jobWith("2")?.metadata.name);
  });
});
