import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../scripts/local/plane/folder";

const exec = promisify(execFile);

/** What the package has to find in its user's node_modules: its peers, and what they and it depend on. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { RolloutsController, ServiceWorkload, type ServiceWorkloadArgs } from "pulumi-progressive-delivery";

const types: string[] = [];
void pulumi.runtime
  .setMocks({
    newResource: ({ type, name, inputs }) => {
      types.push(type);
      return { id: name, state: inputs };
    },
    call: ({ inputs }) => inputs,
  })
  .then(async () => {
    const args: ServiceWorkloadArgs = {
      namespace: "shop",
      image: { repository: "registry.example/pay", tag: "1" },
      rollout: { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } },
    };
    const workload = new ServiceWorkload("pay", args);
    const kind = await new Promise((resolve) => workload.kind.apply(resolve));
    console.log(JSON.stringify({ kind, types: types.length, controller: typeof RolloutsController }));
  });
`;

describe("the package", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "package-"));
    await exec("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: projectRoot });
    const [archive = ""] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
    const modules = path.join(folder, "node_modules");
    const target = path.join(modules, "pulumi-progressive-delivery");
    await mkdir(target, { recursive: true });
    await exec("tar", ["-xzf", path.join(folder, archive), "-C", target, "--strip-components=1"]);
    for (const name of await readdir(path.join(projectRoot, "node_modules"))) {
      if (!name.startsWith("."))
        await symlink(path.join(projectRoot, "node_modules", name), path.join(modules, name));
    }
    await writeFile(path.join(folder, "index.ts"), program);
    const compilerOptions = { target: "es2022", module: "nodenext", strict: true, types: ["node"] };
    await writeFile(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["index.ts"] }),
    );
  });
  after(() => rm(folder, { recursive: true }));

  it("compiles in an empty TypeScript program, and its components run there under mocks", async () => {
    const tsc = path.join(projectRoot, "node_modules", "typescript", "bin", "tsc");
    await exec(process.execPath, [tsc, "--project", folder, "--skipLibCheck"]);
    const { stdout } = await exec(process.execPath, [path.join(folder, "index.js")]);
    assert.deepEqual(JSON.parse(stdout), { kind: "Rollout", types: 4, controller: "function" });
  });

  it("holds the components and nothing of the program, the scripts or the tests", async () => {
    const packed = await readdir(path.join(folder, "node_modules", "pulumi-progressive-delivery"), {
      recursive: true,
    });
    const foreign = packed.filter((name) => /(^|\/)(stacks|scripts|tests)(\/|$)/.test(name));
    assert.deepEqual(foreign, []);
    assert.ok(
      packed.includes("dist/index.d.ts") && packed.includes("LICENSE") && packed.includes("README.md"),
    );
  });
});
