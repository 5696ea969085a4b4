import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { planWorkload } from "../../components/workload/plan";
import { readCatalog } from "../../stacks/catalog";
import { parseEnvironment, planEnvironment } from "../../stacks/plan-environment";
import { environments, stackConfig, writeCatalog } from "../bench/catalog";

describe("the catalog of the bench", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "bench-"));
    writeCatalog(folder, 10);
  });
  after(() => rm(folder, { recursive: true }));

  for (const environment of environments) {
    it(`has no mistake in ${environment}, and services of every kind`, () => {
      const config = parseEnvironment(stackConfig(environment, folder));
      const { namespace, services } = planEnvironment(config, readCatalog(folder, environment));
      const plans = [...services].map(([name, service]) => planWorkload({ name, namespace, service }));
      assert.equal(plans.length, 10);
      assert.deepEqual(
        new Set(plans.map(({ workload }) => workload.kind)),
        new Set(["Deployment", "Rollout"]),
      );
      const rollouts = [...services.values()].filter(({ rollout }) => rollout.enabled);
      assert.deepEqual(
        new Set(rollouts.map(({ rollout }) => rollout.strategy)),
        new Set(["canary", "bluegreen"]),
      );
      for (const part of ["httpRoute", "autoscaling"] as const)
        assert.ok(
          [...services.values()].some((service) => service[part].enabled),
          part,
        );
    });
  }
});
