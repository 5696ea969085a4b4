import assert from "node:assert/strict";
import { load } from "js-yaml";
import type { DataObject } from "../../components/config";
import { resolveTools } from "../../scripts/local/toolchain";
import { type ControllerProcess, controllerProcesses, portOf } from "./support/controller-processes";
import { controllerStack, type Environment, sharedEnvironment } from "./support/environment";

const NAMESPACE = "argo-rollouts";

describe("the controller that a stack describes", function () {
  this.timeout(300_000);
  let env: Environment;
  let container: DataObject;
  let processes: ControllerProcess[];
  let location: string;

  before(async () => {
    env = await sharedEnvironment();
    const tools = await resolveTools(["step-plugin-sample"]);
    location = `file://${tools["step-plugin-sample"].path}`;
    const steps = [{ name: "argoproj-labs/sample-step", location, args: ["--seed", "7"] }];
    await env.controller.up(
      controllerStack({
        client: { qps: 77, burst: 99 },
        threads: { rollout: 3 },
        logging: { level: "debug" },
        ports: { metrics: 9090 },
        extraArgs: ["--request-timeout=$(TIMEOUT)"],
        extraEnv: [
          { name: "TIMEOUT", value: "0" },
          { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        ],
        plugins: { steps },
      }),
    );
    const deployment = await env.cluster.get("Deployment", "argo-rollouts", NAMESPACE);
    container = Object(deployment).spec.template.spec.containers[0];
    processes = (await controllerProcesses(env.plane)).filter(({ namespace }) => namespace === NAMESPACE);
  });
  after(() => env.controller.up(controllerStack()));

  it("is a process for each pod, of pods that are ready", async () => {
    assert.deepEqual(processes.map(({ pod }) => pod).sort(), await env.cluster.names("Pod", NAMESPACE));
    const ready = await env.cluster.field(
      "Deployment",
      "argo-rollouts",
      NAMESPACE,
      "status",
      "readyReplicas",
    );
    assert.equal(ready, processes.length);
  });

  it("runs with the arguments of the rendered Deployment, on other ports and with its own way to the API server", () => {
    const own = /^--(kubeconfig|metricsPort|healthzPort)=/;
    const rendered = [container["args"]].flat().map(String);
    for (const flag of [
      "--qps=77",
      "--burst=99",
      "--rollout-threads=3",
      "--loglevel=debug",
      "--metricsPort=9090",
    ])
      assert.ok(rendered.includes(flag), `${flag} in ${rendered.join(" ")}`);
    for (const { args } of processes) {
      const expanded = rendered.map((arg) => arg.replace("$(TIMEOUT)", "0"));
      assert.deepEqual(
        args.filter((arg) => !own.test(arg)),
        expanded.filter((arg) => !own.test(arg)),
      );
      assert.deepEqual(
        args.slice(-3).map((arg) => own.exec(arg)?.[1]),
        [...["kubeconfig", "metricsPort", "healthzPort"]],
      );
    }
  });

  it("runs with the environment of the rendered Deployment, the limit of Go's memory included", () => {
    const rendered = [container["env"]].flat().map((one) => Object(one));
    assert.deepEqual(rendered.map(({ name }) => name).sort(), ["GOMEMLIMIT", "POD", "TIMEOUT"]);
    const limit = rendered.find(({ name }) => name === "GOMEMLIMIT").value;
    assert.match(limit, /^\d+MiB$/);
    for (const one of processes) {
      const { PATH: _, HOME: __, ...own } = one.env;
      assert.deepEqual(own, {
        ...{ TIMEOUT: "0", GOMEMLIMIT: limit, POD: one.pod },
        POD_NAMESPACE: NAMESPACE,
      });
    }
  });

  it("has read the ConfigMap, plugins included", async () => {
    const config = Object(await env.cluster.get("ConfigMap", "argo-rollouts-config", NAMESPACE));
    assert.deepEqual(load(config.data.stepPlugins), [
      { name: "argoproj-labs/sample-step", location, args: ["--seed", "7"] },
    ]);
    for (const { log } of processes) assert.match(log(), /Copied plugin from \S+step-plugin-sample to/);
  });

  it("answers where its metrics are", async () => {
    for (const one of processes) {
      const answer = await fetch(`http://127.0.0.1:${String(portOf(one, "metricsPort"))}/metrics`);
      assert.match(await answer.text(), /^# HELP /);
    }
  });
});
