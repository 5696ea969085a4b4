import assert from "node:assert/strict";
import { delimiter } from "node:path";

import { planeEnv, planeProcessEnv } from "../../../../scripts/local/plane";

const user = {
  PATH: ["/usr/bin", "/bin"].join(delimiter),
  HOME: "/home/somebody",
  KUBECONFIG: "/home/somebody/.kube/config",
  PULUMI_ACCESS_TOKEN: "pul-secret",
  PULUMI_BACKEND_URL: "s3://their-state",
  PULUMI_STACK: "their-stack",
};

describe("the plane's environment", () => {
  it("points Pulumi and kubectl at the plane's own folder", () => {
    const env = planeEnv("/plane", user);
    assert.equal(env["KUBECONFIG"], "/plane/kubeconfig");
    assert.equal(env["PULUMI_BACKEND_URL"], "file:///plane/pulumi");
    assert.equal(env["PULUMI_HOME"], "/plane/pulumi-home");
  });

  it("hands out the release manifests", () => {
    const env = planeEnv("/plane", user);
    assert.equal(env["ROLLOUTS_MANIFEST"], "/plane/rollouts-install.yaml");
    assert.equal(env["ROLLOUTS_NOTIFICATIONS_MANIFEST"], "/plane/rollouts-notifications.yaml");
    assert.equal(env["GATEWAY_API_MANIFEST"], "/plane/gateway-api-crds.yaml");
  });

  it("blanks what the user's environment says about Pulumi", () => {
    const env = planeEnv("/plane", user);
    assert.equal(env["PULUMI_ACCESS_TOKEN"], "");
    assert.ok(!Object.values(env).some((value) => /pul-secret|their-/.test(value)));
  });

  it("does not blank the stack's name, because Pulumi would look for a stack without one", () => {
    assert.equal("PULUMI_STACK" in planeEnv("/plane", user), false);
  });

  it("leaves no variable of the user's Pulumi to a program, and the rest as it is", () => {
    const env = planeProcessEnv("/plane", user);
    assert.equal("PULUMI_ACCESS_TOKEN" in env, false);
    assert.equal("PULUMI_STACK" in env, false);
    assert.equal(env["HOME"], "/home/somebody");
  });

  it("puts the plane's programs first on PATH, once", () => {
    const once = planeEnv("/plane", user)["PATH"];
    assert.equal(once, ["/plane/bin", "/usr/bin", "/bin"].join(delimiter));
    assert.equal(planeEnv("/plane", { ...user, PATH: once })["PATH"], once);
  });
});
