import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { DataObject } from "../../components/config";
import { planeProcessEnv } from "../../scripts/local/plane";
import { temporaryFolder } from "../support/files";
import { type Environment, sharedEnvironment } from "./support/environment";

const root = path.join(__dirname, "../..");
const NAMESPACE = "try-analysis";

/** What the service under test answers: a value for each request, and the last one for all that come after. */
class Values {
  private constructor(
    private readonly server: Server,
    readonly address: string,
    private readonly state: { values: readonly number[]; asked: number },
  ) {}

  static async start(): Promise<Values> {
    const state: Values["state"] = { values: [0], asked: 0 };
    const server = createServer((_, response) => {
      const value = state.values[Math.min(state.asked++, state.values.length - 1)];
      response.setHeader("content-type", "application/json").end(JSON.stringify({ rate: value }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    return new Values(server, `http://127.0.0.1:${String(address.port)}`, state);
  }

  answer(...values: number[]): void {
    Object.assign(this.state, { values, asked: 0 });
  }

  get asked(): number {
    return this.state.asked;
  }

  stop(): void {
    this.server.close();
  }
}

/** Good from 0.9 on, bad below 0.5, and neither in between. */
const metric: DataObject = {
  name: "rate",
  interval: "1s",
  count: 3,
  successCondition: "result >= 0.9",
  failureCondition: "result < 0.5",
  consecutiveErrorLimit: 0,
  provider: { web: { url: "{{args.url}}", jsonPath: "{$.rate}", timeoutSeconds: 2 } },
};
const spec = { args: [{ name: "url" }], metrics: [metric] };

describe("npm run try-analysis", function () {
  this.timeout(300_000);
  this.slow(20_000);
  const folderOf = temporaryFolder();
  let env: Environment;
  let values: Values;

  before(async () => {
    env = await sharedEnvironment();
    values = await Values.start();
    await env.cluster.create("Namespace", NAMESPACE, undefined, {});
    await env.cluster.create("ClusterAnalysisTemplate", "rate", undefined, spec);
    await env.cluster.create("ClusterAnalysisTemplate", "rate-for-ever", undefined, {
      args: [{ name: "url" }],
      metrics: [{ ...metric, count: 0 }],
    });
    await env.cluster.create("AnalysisTemplate", "rate", NAMESPACE, {
      args: [{ name: "address" }],
      templates: [{ templateName: "own" }],
    });
    await env.cluster.create("AnalysisTemplate", "own", NAMESPACE, {
      metrics: [{ ...metric, provider: { web: { url: "{{args.address}}", jsonPath: "{$.rate}" } } }],
    });
  });
  after(async () => {
    values.stop();
    for (const name of ["rate", "rate-for-ever"]) await env.cluster.delete("ClusterAnalysisTemplate", name);
    await env.cluster.delete("Namespace", NAMESPACE);
  });

  function start(...words: string[]): ChildProcess {
    return spawn(
      process.execPath,
      ["--require", "./scripts/typescript.cjs", "scripts/try-analysis.ts", ...words],
      { cwd: root, env: planeProcessEnv(env.plane.dir) },
    );
  }

  async function ended(
    child: ChildProcess,
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const { stdout, stderr } = child;
    assert.ok(stdout && stderr);
    const [code, out, err] = await Promise.all([
      new Promise<number | null>((resolve) => child.once("close", resolve)),
      text(stdout),
      text(stderr),
    ]);
    return { code, stdout: out, stderr: err };
  }

  const run = (...words: string[]) => ended(start(...words));
  const url = (): string => `url=${values.address}`;
  const runsLeft = (): Promise<string[]> => env.cluster.names("AnalysisRun", NAMESPACE);

  it("prints each measurement once, and leaves nothing behind after a good verdict", async () => {
    values.answer(0.95, 0.99, 1);
    const { code, stdout, stderr } = await run("rate", "--namespace", "default", "--arg", url());
    assert.equal(code, 0, stderr + stdout);
    const lines = stdout.trimEnd().split("\n");
    assert.match(
      lines[0] ?? "",
      /^ClusterAnalysisTemplate rate of the cluster, as the AnalysisRun try-rate-\w+ in the namespace default$/,
    );
    assert.deepEqual(
      lines.slice(1).map((line) => line.replace(/^ +\+\d+s /, "+ ")),
      [
        ...["0.95", "0.99", "1"].map((value) => `+  rate  Successful    ${value}`),
        "rate  Successful 3",
        "Successful.",
        "The run is deleted.",
      ],
    );
    assert.deepEqual(await env.cluster.names("AnalysisRun", "default"), []);
  });

  it("says why the verdict is bad, after the first bad measurement", async () => {
    values.answer(0.95, 0.2);
    const { code, stdout } = await run("rate", "--namespace", "default", "--arg", url());
    assert.equal(code, 1, stdout);
    assert.match(stdout, /\n +\+\d+s {2}rate {2}Failed {8}0\.2\nrate {2}Successful 1, Failed 1\n/);
    assert.match(
      stdout,
      /\nFailed: Metric "rate" assessed Failed due to failed \(1\) > failureLimit \(0\)\n/,
    );
  });

  it("has another exit code for a verdict that is neither good nor bad", async () => {
    values.answer(0.7);
    const { code, stdout } = await run("rate", "--namespace", "default", "--arg", url());
    assert.equal(code, 3, stdout);
    assert.match(stdout, /\nInconclusive: Metric "rate" assessed Inconclusive/);
  });

  it("has another one for what cannot be measured, with the provider's words", async () => {
    const { code, stdout } = await run("rate", "--namespace", "default", "--arg", "url=http://127.0.0.1:1/");
    assert.equal(code, 4, stdout);
    assert.match(stdout, /rate {2}Error +.*connection refused\nrate {2}Error 1\nError: /);
  });

  it("prints every one of more measurements than the controller keeps", async () => {
    const many = Array.from({ length: 12 }, (_, index) => 1 + index / 100);
    values.answer(...many);
    const words = ["rate", "--namespace", "default", "--count", "12", "--interval", "1s", "--arg", url()];
    const { code, stdout } = await run(...words);
    assert.equal(code, 0, stdout);
    const shown = [...stdout.matchAll(/Successful {4}([\d.]+)$/gm)].map(([, value]) => Number(value));
    assert.deepEqual(shown, many);
  });

  it("tells all that is wrong with the arguments at once, and makes nothing", async () => {
    values.answer(1);
    const words = ["--arg", "rul=http://a", "--arg", "rul=http://b"];
    const { code, stdout, stderr } = await run("rate", "--namespace", "default", ...words);
    assert.equal(code, 2, stdout);
    assert.equal(
      stderr.trimEnd(),
      [
        'The template "rate" cannot be tried like this:',
        'The argument "rul" is given more than once: "http://a", "http://b".',
        'The template has no argument "rul". Did you mean "url"?',
        'The argument "url" has no value: give --arg url=<text>.',
      ].join("\n  "),
    );
    assert.deepEqual([values.asked, await env.cluster.names("AnalysisRun", "default")], [0, []]);
  });

  it("takes a namespace's own template first where the namespace is said, with all that it names", async () => {
    values.answer(1);
    const words = ["rate", "--namespace", NAMESPACE, "--arg", `address=${values.address}`];
    const { code, stdout, stderr } = await run(...words, "--count", "1", "--keep");
    assert.equal(code, 0, stderr + stdout);
    assert.match(stdout, /^AnalysisTemplate rate of the cluster, /);
    const [kept = ""] = await runsLeft();
    assert.ok(stdout.endsWith(`kubectl get analysisrun ${kept} -n ${NAMESPACE} -o yaml\n`), stdout);
    const metadata = await env.cluster.field("AnalysisRun", kept, NAMESPACE, "metadata");
    assert.equal(Object(metadata).labels["app.kubernetes.io/managed-by"], "pulumi-progressive-delivery");
    await env.cluster.delete("AnalysisRun", kept, NAMESPACE);
  });

  it("tries a service's template before it is in the cluster, with thresholds made into conditions", async () => {
    values.answer(0.5);
    const catalog = folderOf({
      "pay/values.yaml": `analysisTemplates:
  pay-rate:
    args: [{ name: url, type: url }]
    metrics:
      - { name: rate, min: 0.9, provider: { web: { url: "{{args.url}}", jsonPath: "{$.rate}" } } }
`,
    });
    const where = ["--env", "preprod", "--catalog", catalog, "--service", "pay", "--namespace", NAMESPACE];
    const { code, stdout, stderr } = await run("pay-rate", ...where, "--arg", url());
    assert.equal(code, 1, stderr + stdout);
    assert.match(stdout, /^AnalysisTemplate pay-rate of the service pay in the environment preprod, /);
    const wrong = await run("pay-rate", ...where, "--arg", "url=nowhere");
    assert.deepEqual([wrong.code, wrong.stderr.includes('"nowhere" is not a URL')], [2, true], wrong.stderr);
  });

  it("tries a built-in template", async () => {
    values.answer(1);
    const words = ["--prometheus", "http://nowhere:9090", "--namespace", "default"];
    const quick = ["--count", "1", "--initial-delay", "0s"];
    const { code, stdout, stderr } = await run("web-check", ...words, ...quick, "--arg", url());
    assert.equal(code, 0, stderr + stdout);
    assert.match(stdout, /^ClusterAnalysisTemplate web-check built in, /);
  });

  it("gives programs one object on standard output", async () => {
    values.answer(0.95, 0.2);
    const { code, stdout, stderr } = await run("rate", "--namespace", "default", "--json", "--arg", url());
    const said = JSON.parse(stdout);
    assert.deepEqual([code, said.verdict, said.exitCode, said.run.isKept], [1, "Failed", 1, false]);
    const { measurements, ...counts } = said.metrics[0];
    assert.deepEqual([counts.successful, counts.failed], [1, 1]);
    assert.deepEqual(
      measurements.map(({ value }: { value: string }) => value),
      ["0.95", "0.2"],
    );
    assert.match(stderr, /rate {2}Failed {8}0\.2/);
  });

  it("ends and deletes the run when it is interrupted", async () => {
    values.answer(1);
    const child = start("rate-for-ever", "--namespace", NAMESPACE, "--arg", url());
    const end = ended(child);
    await env.cluster.until("it measures", async () => values.asked >= 2);
    assert.equal((await runsLeft()).length, 1);
    child.kill("SIGINT");
    const { code, stdout } = await end;
    assert.equal(code, 5, stdout);
    assert.match(stdout, /\nInterrupted before the verdict; the run was ended\.\nThe run is deleted\.\n$/);
    assert.deepEqual(await runsLeft(), []);
  });

  it("ends what has no verdict within the time", async () => {
    values.answer(1);
    const words = ["--namespace", NAMESPACE, "--timeout", "2s", "--arg", url()];
    const { code, stdout } = await run("rate-for-ever", ...words);
    assert.equal(code, 5, stdout);
    assert.match(stdout, /\nNo verdict within the time; the run was ended\./);
    assert.deepEqual(await runsLeft(), []);
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      "a name that no template has",
      ["rat"],
      /There is no template "rat" in the cluster.*Did you mean "rate"\?/,
    ],
    [
      "a namespace that is not there",
      ["rate", "--namespace", "nowhere"],
      /The cluster has no namespace nowhere: make it, or give another one with --namespace\./,
    ],
    ["a context that is not there", ["rate", "--context", "elsewhere"], /has no context "elsewhere"/],
  ];
  for (const [what, words, message] of refused) {
    it(`stops before it makes anything for ${what}`, async () => {
      const { code, stderr } = await run(...words);
      assert.match(stderr, message);
      assert.equal(code, 2);
    });
  }
});
