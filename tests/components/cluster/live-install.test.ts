import assert from "node:assert/strict";
import { readInstall, readObjects } from "../../../components/cluster";
import { type Answers, ApiServer, kubeconfigOf } from "./api-server";

const items = (...objects: object[]) => ({ body: { items: objects } });
const deployment = (image: string) => ({ spec: { template: { spec: { containers: [{ image }] } } } });
const crdPath = "/customresourcedefinitions/";

describe("reading the install of Argo Rollouts", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function choice(answers: Answers) {
    server = await ApiServer.start(answers);
    return { kubeconfig: kubeconfigOf(server.address), namespace: "argo" };
  }

  it("gives the version that runs, the CRDs that there are and the number of Rollouts", async () => {
    const query = await choice((path) => {
      if (
        path.includes("/namespaces/argo/deployments?labelSelector=app.kubernetes.io%2Fname%3Dargo-rollouts")
      )
        return items(deployment("registry.example:5000/argo-rollouts:v1.9.3@sha256:0"));
      if (path.endsWith("/rollouts?limit=1")) return items({});
      if (path.endsWith(`${crdPath}rollouts.argoproj.io`)) return { body: { kind: "CRD" } };
      return { status: 404, body: {} };
    });
    assert.deepEqual(await readInstall(query), {
      found: { version: "1.9.3", crds: [{ kind: "CRD" }], rollouts: 1 },
    });
    assert.equal(server?.asked.filter((path) => path.includes(crdPath)).length, 5);
  });

  for (const [what, image, version] of [
    ["a digest alone", "quay.io/argoproj/argo-rollouts@sha256:abc", undefined],
    ["no tag, and a port", "registry.example:5000/argo-rollouts", undefined],
    ["a tag without v", "argo-rollouts:latest", "latest"],
  ] as const)
    it(`reads the tag of the image and nothing else: ${what}`, async () => {
      const query = await choice((path) =>
        path.includes("/deployments") ? items(deployment(image)) : { status: 404, body: {} },
      );
      assert.equal((await readInstall(query)).found?.version, version);
    });

  it("leaves out what may not be read, and goes on", async () => {
    const query = await choice(() => ({ status: 403, body: {} }));
    assert.deepEqual(await readInstall(query), { found: {} });
  });

  it("gives all objects of the kinds that are asked for, and a reason where they may not be listed", async () => {
    const pages = (path: string) => (path.includes("/rollouts") ? items({ a: 1 }, { b: 2 }) : items());
    const query = await choice(pages);
    assert.deepEqual(await readObjects(query, ["rollouts", "experiments"]), {
      found: new Map([
        ["rollouts", [{ a: 1 }, { b: 2 }]],
        ["experiments", []],
      ]),
    });
    await server?.stop();
    const { reason } = await readObjects(await choice(() => ({ status: 403, body: {} })), ["rollouts"]);
    assert.equal(reason, "The kubeconfig's user may not list rollouts.");
  });

  it("gives a reason where nobody answers", async () => {
    const query = await choice(() => undefined);
    await server?.stop();
    assert.match((await readInstall(query)).reason ?? "", /^The cluster cannot be reached/);
  });
});
