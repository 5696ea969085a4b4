import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { projectRoot } from "../../scripts/local/plane/folder";
import { type Environment, sharedEnvironment } from "./support/environment";

const expected = {
  dev: {
    deployments: ["left-leg", "right-arm", "right-leg"],
    rollouts: ["frontend", "hat", "left-arm"],
    autoscalers: [],
  },
  staging: {
    deployments: ["left-arm", "left-leg", "right-arm", "right-leg"],
    rollouts: ["frontend", "hat"],
    autoscalers: [],
  },
  prod: {
    deployments: ["left-arm", "left-leg", "right-arm", "right-leg"],
    rollouts: ["frontend", "hat"],
    autoscalers: ["frontend", "left-arm"],
  },
};

const weights = { dev: [25, 50, 75], staging: [50], prod: [10, 25, 50, 75] };

describe("the example stacks", function () {
  this.timeout(300_000);
  let env: Environment;
  before(async () => {
    env = await sharedEnvironment();
  });

  for (const name of ["dev", "staging", "prod"] as const) {
    it(`${name} runs podtato-head as its files say, and has nothing to do the second time`, async () => {
      const file = await readFile(path.join(projectRoot, "stacks", `Pulumi.${name}.yaml`), "utf8");
      const { config } = Object(load(file));
      const stack = await env.stack(`example-${name}`);
      await stack.up({
        environment: config["progressive-delivery:environment"],
        defaults: config["progressive-delivery:defaults"],
        catalog: "stacks/catalog",
      });
      assert.deepEqual(
        {
          deployments: await env.cluster.names("Deployment", stack.name),
          rollouts: await env.cluster.names("Rollout", stack.name),
          autoscalers: await env.cluster.names("HorizontalPodAutoscaler", stack.name),
        },
        expected[name],
      );
      const strategy = Object(await env.cluster.field("Rollout", "frontend", stack.name, "spec", "strategy"));
      const steps: { setWeight?: number }[] = strategy.canary.steps;
      assert.deepEqual(
        steps.flatMap(({ setWeight }) => setWeight ?? []),
        weights[name],
      );
      await stack.expectNoChanges();
      await stack.destroy();
    });
  }
});
