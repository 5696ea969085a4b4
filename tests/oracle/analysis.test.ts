import assert from "node:assert/strict";
import { libraryTemplates, renderClusterAnalysisTemplates } from "../../components/analysis";
import { analysisLibrary, analysisTemplates, libraryDialects } from "../../components/config";
import type { Manifest } from "../../components/manifests";
import { providerCases } from "../components/analysis/provider-cases";
import { type Environment, sharedEnvironment } from "../e2e/support/environment";
import { ApiServer } from "../support/api-server";
import { assertContains } from "../support/contains";

describe("what is rendered for every metric provider", function () {
  this.timeout(120_000);
  let env: Environment;
  let server: ApiServer;

  before(async () => {
    env = await sharedEnvironment();
    server = new ApiServer(env.plane);
  });

  /** With every key that it says: one that the kind does not have would be an error. */
  async function accepts(object: Manifest): Promise<void> {
    const answer = await server.apply(object, { manager: "tests", dryRun: true });
    assertContains(answer["spec"], JSON.parse(JSON.stringify(object["spec"])));
  }

  for (const { name, template } of providerCases)
    it(`${name} is accepted by the API server, for a service and for the cluster, and nothing of it is lost`, async () => {
      const [object] = renderClusterAnalysisTemplates(
        analysisTemplates.parse({ [name.toLowerCase()]: template }),
      );
      assert.ok(object);
      await accepts(object);
      await accepts({
        ...object,
        kind: "AnalysisTemplate",
        metadata: { ...object.metadata, namespace: "default" },
      });
    });

  it("the library is accepted as a whole", async () => {
    const wanted = analysisLibrary.parse({ prometheus: "http://prometheus:9090", dialects: libraryDialects });
    const objects = renderClusterAnalysisTemplates(libraryTemplates(wanted));
    assert.equal(objects.length, 6 * 5 + 7);
    for (const object of objects) await accepts(object);
  });
});
