import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../../scripts/local/plane/folder";
import { resolveTools } from "../../../../scripts/local/toolchain";
import { Project, type Result } from "./project";
import { isAlive, until } from "../../../support/processes";

const TWENTY_MINUTES = 20 * 60_000;

describe("language host: programs under the real CLI", function () {
  this.timeout(60_000);
  let pulumi: string;
  let project: Project;
  before(async function () {
    this.timeout(TWENTY_MINUTES); // the CLI may have to be built
    pulumi = (await resolveTools(["pulumi"])).pulumi.path;
  });
  afterEach(() => project.dispose());

  async function open(program: string, options: Readonly<Record<string, unknown>> = {}): Promise<void> {
    project = new Project(pulumi, program, options);
    succeeded(await project.run("stack", "init", "dev"));
  }

  it("runs up, preview and destroy of a program with a component", async () => {
    await open(`
      import * as pulumi from "@pulumi/pulumi";
      class Box extends pulumi.ComponentResource {
        constructor(name: string) { super("tiny:index:Box", name); this.registerOutputs({}); }
      }
      export const urn = new Box("one").urn;
      export const dryRun = pulumi.runtime.isDryRun();
      export const where = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
    `);
    assert.match(succeeded(await project.run("up", "--yes", "--skip-preview")), /\+ 2 created/);
    const outputs = JSON.parse(succeeded(await project.run("stack", "output", "--json")));
    assert.equal(outputs.where, "organization/tiny/dev");
    assert.equal(outputs.dryRun, false);
    assert.match(outputs.urn, /tiny:index:Box::one$/);
    assert.match(succeeded(await project.run("preview")), /dryRun: false => true/);
    assert.match(succeeded(await project.run("destroy", "--yes")), /- 2 deleted/);
  });

  it("hands config to the program, and secrets as secrets", async () => {
    await open(`
      import * as pulumi from "@pulumi/pulumi";
      const config = new pulumi.Config();
      export const color = config.require("color");
      export const token = config.requireSecret("token");
      export const deep = config.requireObject<{ a: number[] }>("deep").a[1];
    `);
    await project.run("config", "set", "color", "blue");
    await project.run("config", "set", "--secret", "token", "s3cret");
    await project.run("config", "set", "--path", "deep.a[1]", "7");
    succeeded(await project.run("up", "--yes", "--skip-preview"));
    const shown = JSON.parse(succeeded(await project.run("stack", "output", "--json")));
    assert.deepEqual(shown, { color: "blue", token: "[secret]", deep: 7 });
    const revealed = JSON.parse(succeeded(await project.run("stack", "output", "--json", "--show-secrets")));
    assert.equal(revealed.token, "s3cret");
  });

  it("shows what the program prints, on both streams", async () => {
    await open(`console.log("said on stdout"); console.error("said on stderr");`);
    const output = succeeded(await project.run("preview"));
    assert.match(output, /said on stdout/);
    assert.match(output, /said on stderr/);
  });

  it("fails with the program's own error, shown once", async () => {
    await open(`throw new Error("the beans are off");`);
    const { code, output } = await project.run("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    assert.equal(output.split("Error: the beans are off").length - 1, 1, output);
    assert.doesNotMatch(output, /exit code/);
  });

  it("tells the exit code of a program that ends without a word", async () => {
    await open(`process.exit(7);`);
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /The program ended with exit code 7/);
  });

  it("passes nodeargs and tsconfig of runtime.options on", async () => {
    await open(
      `export const args = process.execArgv; export const tsconfig = process.env["PULUMI_NODEJS_TSCONFIG_PATH"];`,
      {
        nodeargs: "--max-old-space-size=300 --title='a b'",
        tsconfig: "tsconfig.other.json",
      },
    );
    project.write("tsconfig.other.json", JSON.stringify({ compilerOptions: { strict: true } }));
    succeeded(await project.run("up", "--yes", "--skip-preview"));
    const outputs = JSON.parse(succeeded(await project.run("stack", "output", "--json")));
    assert.deepEqual(outputs.args, ["--max-old-space-size=300", "--title=a b"]);
    assert.equal(outputs.tsconfig, "tsconfig.other.json");
  });

  it("shows errors at their lines when the project's own compiler runs the program", async () => {
    await open(
      `interface Box { size: number }\n\nconst box: Box = { size: 1 };\nthrow new Error("bad " + box.size);`,
      { typescript: false, nodeargs: `--require '${path.join(projectRoot, "scripts", "typescript.cjs")}'` },
    );
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /Error: bad 1\n +at .*index\.ts:4:7/);
  });

  it("does not compile when typescript is off", async () => {
    await open(`export const x: number = 1;`, { typescript: false });
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /SyntaxError|Unexpected token|Missing initializer/);
  });

  it("names a wrong runtime option and its value", async () => {
    await open(`export const x = 1;`, { typescript: "maybe" });
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(
      output,
      /runtime\.options\.typescript in Pulumi\.yaml is "maybe", and must be true or false/,
    );
  });

  it("tells the CLI the program's dependencies", async () => {
    await open(`export const x = 1;`);
    const { output } = await project.run("about", "--json");
    const { dependencies, runtime } = JSON.parse(output.slice(output.indexOf("{\n")));
    const names = dependencies.map((dependency: { name: string }) => dependency.name);
    assert.deepEqual(names, ["@pulumi/pulumi"]);
    assert.equal(runtime.version, process.version);
  });

  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    it(`leaves no program behind when the CLI gets ${signal}`, async () => {
      await open(`
        require("fs").writeFileSync("pid", String(process.pid));
        setInterval(() => {}, 1000);
      `);
      const child = project.start(["preview"]);
      const pidFile = path.join(project.folder, "pid");
      await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "", "the program runs");
      child.kill(signal);
      await once(child, "close");
      const pid = Number(readFileSync(pidFile, "utf8"));
      await until(() => !isAlive(pid), "the program has ended");
    });
  }
});

function succeeded({ code, output }: Result): string {
  assert.equal(code, 0, output);
  return output;
}
