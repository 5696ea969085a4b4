import assert from "node:assert/strict";
import fc from "fast-check";
import { type ControllerInput, flagOptions, isDataObject } from "../../../components/config";
import { flagsOf } from "../../../components/controller/shape-args";
import { containerOf, controllerConfig, controllerFindings } from "../../support/controller";
import { installManifest } from "../../support/install-manifest";

const argsOf = (input: ControllerInput, manifest = installManifest): unknown => {
  const container = containerOf(input, manifest);
  return isDataObject(container) ? container["args"] : undefined;
};
const withArgs = (args: string) =>
  installManifest.replace("imagePullPolicy: Always", `imagePullPolicy: Always\n          args: ${args}`);

describe("the arguments of the controller", () => {
  it("are none where nothing is said, so that upstream's defaults count", () => {
    assert.equal(argsOf({}), undefined);
  });

  it("are one per value, by the name that upstream has for it", () => {
    assert.deepEqual(
      argsOf({
        namespaced: true,
        controllers: "analysis",
        instanceId: "blue",
        client: { qps: 0.5, burst: 100 },
        threads: { rollout: 20, ephemeralMetadata: 5 },
        resync: "10m",
        logging: { level: "warn", format: "json", klogLevel: 2 },
        ports: { metrics: 9090 },
        aws: { verifyTargetGroup: false },
      }),
      [
        "--namespaced=true",
        "--controllers=analysis",
        "--instance-id=blue",
        "--qps=0.5",
        "--burst=100",
        "--rollout-threads=20",
        "--ephemeral-metadata-threads=5",
        "--rollout-resync=600",
        "--loglevel=warn",
        "--logformat=json",
        "--kloglevel=2",
        "--metricsPort=9090",
        "--aws-verify-target-group=false",
      ],
    );
  });

  it("repeat a flag that has several values, one without text included", () => {
    assert.deepEqual(argsOf({ ingressClasses: { nginx: ["", "nginx"], alb: ["alb"] } }), [
      "--alb-ingress-classes=alb",
      "--nginx-ingress-classes=",
      "--nginx-ingress-classes=nginx",
    ]);
  });

  it("give Traefik's group twice, since upstream has a flag for it alone", () => {
    assert.deepEqual(argsOf({ apiVersions: { traefik: "traefik.containo.us/v1alpha1" } }), [
      "--traefik-api-group=traefik.containo.us",
      "--traefik-api-version=traefik.containo.us/v1alpha1",
    ]);
  });

  it("give durations a unit, which upstream's flags need", () => {
    assert.deepEqual(
      argsOf({ leaderElection: { leaseDuration: 60, renewDeadline: "40", retryPeriod: "5s" } }),
      [
        "--leader-election-lease-duration=60s",
        "--leader-election-renew-deadline=40s",
        "--leader-election-retry-period=5s",
      ],
    );
  });

  it("keep those of the manifest, and put extraArgs last", () => {
    assert.deepEqual(
      argsOf({ client: { qps: 9 }, extraArgs: ["--as=me"] }, withArgs("[--namespaced, --as, you]")),
      ["--namespaced", "--qps=9", "--as=me"],
    );
  });

  it("replace a flag of the manifest, whether its value stands by itself or not", () => {
    const manifest = withArgs("[--loglevel, debug, --qps=1, --burst, '7']");
    assert.deepEqual(argsOf({ logging: { level: "info" }, client: { qps: 2 } }, manifest), [
      "--burst",
      "7",
      "--qps=2",
      "--loglevel=info",
    ]);
  });

  it("have extraArgs that repeat an option refused with the option's name", () => {
    const instead = (option: string) => `expected the option ${option} instead, which stands for this flag.`;
    assert.deepEqual(
      controllerFindings({
        extraArgs: ["--loglevel", "debug", "--metricsport=1", "-qps=2", "--version", "--as=me"],
      }),
      [
        `controller.extraArgs[0]: "--loglevel" is not valid: ${instead("logging.level")}`,
        `controller.extraArgs[2]: "--metricsport=1" is not valid: ${instead("ports.metrics")}`,
        `controller.extraArgs[3]: "-qps=2" is not valid: ${instead("client.qps")}`,
        'controller.extraArgs[4]: "--version" is not valid: expected no --version, with which the controller says its version and ends.',
      ],
    );
  });

  it("are never two of one flag that upstream reads once", () => {
    const input = fc.record(
      {
        client: fc.record(
          { qps: fc.integer({ min: 1 }), burst: fc.integer({ min: 1 }) },
          { requiredKeys: [] },
        ),
        threads: fc.record(
          { rollout: fc.integer({ min: 1 }), ingress: fc.integer({ min: 1 }) },
          { requiredKeys: [] },
        ),
        instanceId: fc.constantFrom("a", "b"),
        namespaced: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(input, (said) => {
        const flags = flagsOf(controllerConfig(said)).map((argument) => argument.replace(/=.*/, ""));
        assert.equal(new Set(flags).size, flags.length);
        for (const flag of flags) assert.ok(flagOptions[flag.slice(2)], flag);
      }),
    );
  });
});

describe("the times of the leader election", () => {
  const findings = (leaderElection: object) => controllerFindings({ leaderElection });

  it("must leave the leader time to say that it lives, as the client library asks", () => {
    assert.deepEqual(findings({ renewDeadline: "15s" }), [
      'controller.leaderElection.renewDeadline: "15s" is not valid: expected less than leaseDuration (15s).',
    ]);
    assert.deepEqual(findings({ leaseDuration: "10s" }), [
      'controller.leaderElection.renewDeadline: "10s" is not valid: expected less than leaseDuration (10s).',
    ]);
    assert.deepEqual(findings({ leaseDuration: "10001ms" }), []);
  });

  it("must leave it more than one try", () => {
    assert.deepEqual(findings({ retryPeriod: "9s" }), [
      'controller.leaderElection.retryPeriod: "9s" is not valid: expected less than renewDeadline (10s) divided by 1.2.',
    ]);
    assert.deepEqual(findings({ retryPeriod: "8s" }), []);
  });

  it("are above zero", () => {
    assert.match(findings({ retryPeriod: 0 }).join(), /expected more than 0 seconds/);
  });
});
