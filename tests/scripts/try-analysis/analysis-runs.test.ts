import assert from "node:assert/strict";
import { reconnecting } from "../../../components/cluster/connection";
import { loadKubeConfig } from "../../../components/cluster/kubeconfig";
import { type AnalysisRuns, analysisRuns, checkCluster } from "../../../scripts/try-analysis/analysis-runs";
import { parseRequest } from "../../../scripts/try-analysis/request";
import { tryAnalysis } from "../../../scripts/try-analysis/try-analysis";
import { type Answers, ApiServer, kubeconfigOf } from "../../components/cluster/api-server";
import { TestClock } from "../../components/cluster/test-clock";
import { temporaryFolder } from "../../support/files";

type Answer = ReturnType<Answers>;

const kinds = "/apis/argoproj.io/v1alpha1";
const shop = "/api/v1/namespaces/shop";
const known: Answer = { body: { resources: [{ name: "rollouts" }, { name: "analysisruns" }] } };
const forbidden: Answer = { status: 403, body: { message: "no" } };
const missing: Answer = { status: 404, body: { message: "not found" } };
const run = { metadata: { name: "try-web-check-1", creationTimestamp: "2026-01-01T00:00:00Z" }, status: {} };
const made: Answer = { status: 201, body: run };
const one = `${kinds}/namespaces/shop/analysisruns/r`;

describe("the AnalysisRuns of a cluster", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function connectionTo(answers: Answers) {
    server = await ApiServer.start(answers);
    return reconnecting(await loadKubeConfig({ kubeconfig: kubeconfigOf(server.address) }));
  }
  async function check(answers: Readonly<Record<string, Answer>>): Promise<string> {
    const connection = await connectionTo((path) => answers[path] ?? missing);
    return checkCluster(await connection(), "shop").then(
      () => "",
      (error: Error) => error.message,
    );
  }
  const runs = async (answer: Answer): Promise<AnalysisRuns> =>
    analysisRuns(await connectionTo(() => answer), "shop");

  it("can be made where the cluster knows them and the namespace is there, or cannot be looked at", async () => {
    assert.equal(await check({ [kinds]: known, [shop]: { body: {} } }), "");
    await server?.stop();
    assert.equal(await check({ [kinds]: known, [shop]: forbidden }), "");
  });

  const cannot: readonly (readonly [string, Readonly<Record<string, Answer>>, RegExp])[] = [
    [
      "know the group",
      {},
      /^The cluster does not know AnalysisRuns: install the Rollouts controller first\.$/,
    ],
    [
      "know the kind",
      { [kinds]: { body: { resources: [{ name: "applications" }] } } },
      /does not know AnalysisRuns/,
    ],
    ["have the namespace", { [kinds]: known }, /^The cluster has no namespace shop: make it/],
    [
      "let the user in",
      { [kinds]: { status: 401, body: {} } },
      /does not accept the kubeconfig's credentials/,
    ],
  ];
  for (const [what, answers, message] of cannot) {
    it(`cannot be made where the cluster does not ${what}`, async () =>
      assert.match(await check(answers), message));
  }

  it("are made by one request, and named by the answer", async () => {
    assert.equal(await (await runs(made)).create({ spec: {} }), "try-web-check-1");
    assert.deepEqual(server?.changes, [
      {
        path: `${kinds}/namespaces/shop/analysisruns?fieldManager=pulumi-progressive-delivery`,
        type: "application/json",
        content: { spec: {} },
      },
    ]);
  });

  it("name the right that is missing, and repeat what the cluster says of anything else", async () => {
    const refused = async (answer: Answer) =>
      (await runs(answer)).create({}).catch((error: Error) => error.message);
    assert.equal(
      await refused(forbidden),
      "The kubeconfig's user may not create analysisruns in the namespace shop.",
    );
    await server?.stop();
    const invalid = { status: 422, body: { message: "spec.metrics: Required value." } };
    assert.equal(await refused(invalid), "The API server answers 422: spec.metrics: Required value.");
  });

  const looks: readonly (readonly [string, Answer, object])[] = [
    ["gone", missing, { reason: "Somebody deleted the run.", isFinal: true }],
    [
      "not to be read",
      forbidden,
      { reason: "The kubeconfig's user may not get analysisruns in the namespace shop.", isFinal: true },
    ],
    ["out of reach", { status: 503, body: "" }, { reason: "The API server answers 503.", isFinal: false }],
  ];
  for (const [what, answer, look] of looks) {
    it(`tell that a run is ${what}`, async () =>
      assert.deepEqual(await (await runs(answer)).look("r"), look));
  }

  it("are ended by a patch, and deleted also when they are gone", async () => {
    const all = await runs({ body: {} });
    assert.equal(await all.terminate("r"), undefined);
    assert.deepEqual(server?.changes[0]?.content, { spec: { terminate: true } });
    assert.equal(await all.remove("r"), undefined);
    assert.ok(server?.asked.includes(one));
    await server?.stop();
    assert.equal(await (await runs(missing)).remove("r"), undefined);
    await server?.stop();
    assert.equal(
      await (await runs(forbidden)).remove("r"),
      "The kubeconfig's user may not delete analysisruns in the namespace shop.",
    );
  });

  describe("tried where no controller runs", () => {
    const folderOf = temporaryFolder();
    const words = ["web-check", "--prometheus", "http://p", "--arg", "url=http://a", "--namespace", "shop"];

    async function attempt(create: Answer) {
      const methods: string[] = [];
      server = await ApiServer.start((path, method) => {
        if (path.includes("/analysisruns")) methods.push(method);
        if (method === "POST") return create;
        return path === kinds ? known : { body: run };
      });
      const kubeconfig = `${folderOf({ config: kubeconfigOf(server.address) })}/config`;
      const lines: string[] = [];
      const surface = { print: assert.fail, signal: new AbortController().signal, clock: new TestClock() };
      const request = parseRequest([...words, "--kubeconfig", kubeconfig]);
      const end = tryAnalysis(request, { ...surface, say: (line) => lines.push(line) });
      const code = await end.catch((error: Error) => `${error.name}: ${error.message}`);
      return { code, lines, methods };
    }

    it("say so and go", async () => {
      const { code, lines, methods } = await attempt(made);
      assert.equal(code, 4);
      assert.match(
        lines.join("\n"),
        /\nweb-check {2}not measured\nNo controller has taken the run up within 20 s/,
      );
      assert.equal(methods.at(-1), "DELETE");
    });

    it("are not followed when they could not be made", async () => {
      const { code, methods } = await attempt(forbidden);
      assert.equal(
        code,
        "LoadError: The kubeconfig's user may not create analysisruns in the namespace shop.",
      );
      assert.deepEqual(methods, ["POST"]);
    });
  });
});
