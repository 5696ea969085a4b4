import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import {
  type Environment,
  image,
  MORE_THAN_ANY_NODE_HAS,
  pausing,
  sharedEnvironment,
} from "./support/environment";
import type { Stack } from "./support/stack";

const app = (tag: string): string => `registry.example/app:${tag}`;
const TOO_LARGE = { resources: { requests: { cpu: MORE_THAN_ANY_NODE_HAS } } };

describe("images that come from another environment", function () {
  this.timeout(300_000);
  let env: Environment;
  let staging: Stack;
  let prod: Stack;

  /** A Rollout and a Deployment of one version. */
  const services = (tag: string, more: DataObject = {}) => ({
    services: {
      pay: {
        image: image(tag),
        replicaCount: 2,
        rollout: { ...pausing, progressDeadlineSeconds: 5 },
        ...more,
      },
      web: { image: image(tag), wait: "accepted", ...more },
    },
  });
  const promoted = (tag: string, promotion: DataObject = {}) => ({
    ...services(tag),
    promotion: { from: "promotion-staging", minHealthy: "1s", ...promotion },
  });
  const because = { reason: "the bank's deadline" };

  before(async () => {
    env = await sharedEnvironment();
    staging = await env.stack("promotion-staging");
    prod = await env.stack("promotion-prod");
    await staging.up(services("1"));
    await env.cluster.until("web runs in staging", async () => {
      return (
        (await env.cluster.field("Deployment", "web", staging.name, "status", "availableReplicas")) === 1
      );
    });
  });
  after(async () => {
    await prod.destroy();
    await staging.destroy();
  });

  it("are refused until they were healthy there for long enough, and nothing is applied", async () => {
    const output = await prod.fail("up", promoted("1", { minHealthy: "1h" }));
    assert.match(output, /2 errors in the config, nothing was changed:/);
    for (const name of ["pay", "web"])
      assert.match(
        output,
        new RegExp(
          `services\\.${name}\\.image: ${app("1")} is Healthy in promotion-staging for [\\dms]+, and promotion\\.minHealthy is 1h\\. It is due at 2\\d{3}-`,
        ),
      );
    assert.deepEqual(await prod.resources(), []);
    await prod.up(promoted("1"));
    await prod.expectNoChanges();
  });

  it("are refused as long as a canary is in its middle there, and only those", async () => {
    await staging.up(services("2"));
    await env.cluster.phase("pay", staging.name, "Paused");
    const output = await prod.fail("preview", promoted("2"));
    assert.match(output, /1 error in the config/);
    assert.match(
      output,
      /services\.pay\.image: registry\.example\/app:2 is not Healthy in promotion-staging: Paused: CanaryPauseStep\./,
    );
    await env.argo("promote", "pay", "-n", staging.name);
    await env.cluster.phase("pay", staging.name, "Healthy");
    await env.cluster.until("a second is over", async () => {
      const { code } = await prod.tryUp(promoted("2"));
      return code === 0;
    });
    await env.cluster.phase("pay", prod.name, "Paused");
  });

  it("are refused where they are degraded there, and come past that with a reason that stays", async () => {
    await staging.up(services("3", TOO_LARGE));
    await env.cluster.phase("pay", staging.name, "Degraded");
    const output = await prod.fail("up", promoted("3"));
    assert.match(
      output,
      /services\.pay\.image: .*:3 is not Healthy in promotion-staging: ProgressDeadlineExceeded/,
    );
    assert.match(
      output,
      /services\.web\.image: .*:3 is not Healthy in promotion-staging: 1 of 1 pods are of the new/,
    );
    const override = { pay: { image: app("3"), ...because }, web: { image: app("3"), ...because } };
    await prod.up(promoted("3", { override }));
    const { promotion } = await prod.outputs<{ promotion: unknown }>();
    assert.deepEqual(promotion, { from: "promotion-staging", overrides: override });
    const said = await prod.expectNoChanges();
    assert.doesNotMatch(said, /promotion\.override/);
  });

  it("are not asked about where they run here already, whatever the other stack is", async () => {
    const nowhere = { from: "promotion-nowhere" };
    await prod.up(promoted("3", nowhere));
    const output = await prod.fail("up", promoted("4", nowhere));
    assert.match(
      output,
      /promotion\.from: .*promotion-nowhere.* So nobody knows whether the images of pay, web were/,
    );
    assert.match(await prod.preview(promoted("4", nowhere)), /warning: .*So nobody knows whether the images/);
  });
});
