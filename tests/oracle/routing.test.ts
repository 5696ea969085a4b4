import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { loadAll } from "js-yaml";
import type { Manifest } from "../../components/manifests";
import { routeKindOf } from "../../components/routing/live/route-kinds";
import { listIn } from "../../components/routing/live/shared-list";
import { goldenFolder } from "../components/routing/golden-files";
import { type Environment, sharedEnvironment } from "../e2e/support/environment";
import { ApiServer } from "../support/api-server";
import { goldenFilesIn } from "../support/golden";
import { lintEach } from "./support/lint";

/** The one of the golden files. */
const NAMESPACE = "shop";

describe("what is rendered for every router", function () {
  this.timeout(300_000);
  const cases = goldenFilesIn(goldenFolder).map((file) => ({ file, objects: objectsIn(file) }));
  let env: Environment;
  let server: ApiServer;

  before(async () => {
    env = await sharedEnvironment();
    server = new ApiServer(env.plane);
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } };
    await server.apply(namespace, { manager: "tests" });
  });
  after(async () => {
    await env.cluster.delete("Namespace", NAMESPACE);
    console.log(`    ${summary()}`);
  });

  for (const { file, objects } of cases)
    it(`${file} is accepted by the API server, with every key that it says and nothing that it does not`, async () => {
      for (const object of objects) {
        const answer = await server.apply(object, { manager: "tests", dryRun: true });
        for (const { at } of routeKindOf(object)?.shared ?? [])
          assert.deepEqual(
            listIn(answer, at),
            listIn(object, at),
            "The API server fills in what is not spelled out.",
          );
      }
    });

  it("has nothing that `kubectl argo rollouts lint` refuses", async () => {
    const verdicts = await lintEach(cases.map(({ objects }) => objects));
    const refused = cases.flatMap(({ file }, index) => {
      const verdict = verdicts[index];
      return verdict === undefined ? [] : [`${file}: ${verdict}`];
    });
    assert.deepEqual(refused, []);
  });

  /** `12 cases: istio 6, nginx 6` */
  function summary(): string {
    const routers = cases.map(({ file }) => path.dirname(file));
    const counts = [...new Set(routers)].map(
      (router) => `${router} ${String(routers.filter((one) => one === router).length)}`,
    );
    return `${String(cases.length)} cases: ${counts.join(", ")}`;
  }
});

function objectsIn(file: string): Manifest[] {
  const text = readFileSync(path.join(goldenFolder, file), "utf8");
  const objects: Manifest[] = JSON.parse(JSON.stringify(loadAll(text)));
  return objects;
}
