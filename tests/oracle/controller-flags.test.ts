import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { controller, flagOptions } from "../../components/config";
import { flagsOf } from "../../components/controller/shape-args";
import { resolveTools } from "../../scripts/local/toolchain";
import { controllerConfig } from "../support/controller";
import { controllerWithAll } from "../support/controller-with-all";
import { optionPaths } from "../support/option-paths";

const forPeople = "It answers a person and ends.";
const outside = "A pod finds its cluster by its ServiceAccount.";

/** Flags that have no option. They can be given as `extraArgs`, those for people apart. */
const withoutOption: Readonly<Record<string, string>> = {
  help: forPeople,
  version: forPeople,
  namespace: "It is the pod's own, as its ServiceAccount says.",
  "request-timeout": "Upstream has none, and its watches would be cut off by it.",
  "proxy-url": "The variable HTTPS_PROXY in `env` stands for it.",
  "disable-compression": "It costs traffic, and spares nothing that is measured.",
  ...Object.fromEntries(
    [
      ...["as", "as-group", "as-uid", "certificate-authority", "client-certificate", "client-key", "cluster"],
      ...["context", "insecure-skip-tls-verify", "kubeconfig", "password", "server", "tls-server-name"],
      ...["token", "user", "username"],
    ].map((flag) => [flag, outside]),
  ),
};

describe("the flags of the controller", function () {
  this.timeout(120_000);
  let program: string;
  let help: string;

  before(async () => {
    program = (await resolveTools(["rollouts-controller"]))["rollouts-controller"].path;
    const { stdout } = spawnSync(program, ["--help"], { encoding: "utf8" });
    help = stdout;
  });

  const flags = () => [...help.matchAll(/^ +(?:-\w, +|)--([\w-]+)/gm)].map(([, flag = ""]) => flag);

  it("have an option each, or a reason why not", () => {
    const known = [...Object.keys(flagOptions), ...Object.keys(withoutOption)];
    assert.ok(flags().length > 50, help);
    assert.deepEqual(flags().toSorted(), known.toSorted());
  });

  it("have options that the schema knows", () => {
    const paths = optionPaths(controller);
    const unknown = Object.values(flagOptions).filter(({ option }) => !paths.has(option));
    assert.deepEqual(unknown, []);
  });

  it("are read by the controller as they are written", () => {
    const args = flagsOf(
      controllerConfig({ ...controllerWithAll, controllers: "analysis", namespaced: true }),
    );
    assert.deepEqual(
      args
        .map((argument) => argument.replace(/^--|=.*$/g, ""))
        .filter((flag, at, all) => all.indexOf(flag) === at),
      Object.keys(flagOptions),
    );
    // It reads all flags before it does what `--version` asks.
    const { status, stdout, stderr } = spawnSync(program, [...args, "--version"], { encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    const { status: refused } = spawnSync(program, [...args, "--resync=1", "--version"], {
      encoding: "utf8",
    });
    assert.equal(refused, 1);
  });
});
