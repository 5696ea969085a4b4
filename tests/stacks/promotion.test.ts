import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ProofReading } from "../../components/cluster";
import { type DataObject, emptyCluster, formatFinding, type Proof } from "../../components/config";
import type { Surroundings } from "../../components/rules";
import { readCatalog } from "../../stacks/catalog";
import { parseEnvironment } from "../../stacks/plan-environment";
import { promotionFindings, promotionOf } from "../../stacks/promotion";
import type { StackOutputs } from "../../stacks/stack-outputs";
import { running } from "../support/live";
import { serviceOf } from "../support/services";

const image = { repository: "registry.example/app", tag: "2" };
const proof: Proof = { image: "registry.example/app:2", healthySince: new Date("2027-01-04T07:00:00Z") };
const staging = { namespace: "staging", clusterUid: "here", services: { pay: {}, cart: {}, gone: {} } };
const live = { ...emptyCluster, uid: "here" };

interface Question {
  readonly namespace: string;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
}

describe("what the environment before says for images", () => {
  before(async () => {
    const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs });
    await pulumi.runtime.setMocks(
      { newResource, call: ({ inputs }) => inputs },
      "delivery",
      "prod",
      true,
      "shop",
    );
  });

  async function asked(
    config: DataObject,
    stacks: Readonly<Record<string, DataObject>> = { "shop/delivery/staging": staging },
    found: ProofReading = { uid: "here", proofs: new Map([["pay", [proof]]]) },
    around: Surroundings = { live },
  ) {
    const questions: Question[] = [];
    const names: string[] = [];
    const environment = parseEnvironment({
      ...{ environment: "prod", kubeconfig: "own", promotion: { from: "staging" } },
      ...{ defaults: { image }, services: { pay: null } },
      ...config,
    });
    const promotion = await promotionOf({ environment, catalog: readCatalog("/nowhere", "prod") }, around, {
      readOutputs: (stack): Promise<StackOutputs> => {
        names.push(stack);
        const outputs = stacks[stack];
        return Promise.resolve(outputs === undefined ? { reason: `There is no ${stack}.` } : { outputs });
      },
      readProofs: (question) => {
        questions.push(question);
        return Promise.resolve(found);
      },
    });
    const { proofs, unread } = promotion ?? {};
    return { proofs: proofs && Object.fromEntries(proofs), unread, questions, stacks: names };
  }

  it("is read where that environment runs, in one go, for the services that bring an image", async () => {
    const services = { pay: null, cart: null, gone: null, fresh: null };
    assert.deepEqual(await asked({ services }), {
      proofs: { cart: [], gone: [], pay: [proof] },
      unread: undefined,
      questions: [{ kubeconfig: "own", context: undefined, namespace: "staging" }],
      stacks: ["shop/delivery/staging"],
    });
  });

  it("is asked of any stack, and of nobody where nothing changes here or no stack is named", async () => {
    const other = { "acme/old/test": staging };
    assert.deepEqual((await asked({ promotion: { from: "acme/old/test" } }, other)).stacks, [
      "acme/old/test",
    ]);
    const same = {
      live: { ...live, workloads: [running("Rollout", { images: { pay: "registry.example/app:2" } })] },
    };
    assert.deepEqual((await asked({}, {}, undefined, same)).stacks, []);
    const override = { pay: { image: "registry.example/app:2", reason: "x" } };
    assert.equal(
      (await asked({ promotion: { from: "staging", override } }, undefined, undefined, same)).stacks.length,
      1,
    );
    assert.deepEqual((await asked({ promotion: undefined })).stacks, []);
  });

  it("is asked of a service's own stack where it has one", async () => {
    const stacks = {
      "shop/delivery/staging": {
        ...staging,
        services: {},
        ownStacks: { pay: "staging.pay", cart: "staging.cart" },
      },
      "shop/delivery/staging.pay": { ...staging, namespace: "apart", services: { pay: {} } },
    };
    const { proofs, questions, stacks: names } = await asked({ services: { pay: null, cart: null } }, stacks);
    assert.deepEqual(proofs, { pay: [proof] });
    assert.deepEqual(
      questions.map(({ namespace }) => namespace),
      ["apart"],
    );
    assert.deepEqual(names.sort(), Object.keys({ ...stacks, "shop/delivery/staging.cart": 1 }).sort());
  });

  const elsewhere = { "shop/delivery/staging": { ...staging, clusterUid: "there" } };
  it("is read with the kubeconfig or context that is named for it, and needs one for another cluster", async () => {
    assert.equal(
      (await asked({}, elsewhere)).unread,
      "The stack shop/delivery/staging writes to the cluster there, and this one to here: promotion.kubeconfig or promotion.context has to name that cluster.",
    );
    const there: ProofReading = { uid: "there", proofs: new Map() };
    const { unread, questions } = await asked(
      { promotion: { from: "staging", context: "test" } },
      elsewhere,
      there,
    );
    assert.deepEqual(
      [unread, questions],
      [undefined, [{ kubeconfig: "own", context: "test", namespace: "staging" }]],
    );
    const named = await asked(
      { context: "prod", promotion: { from: "staging", kubeconfig: "theirs" } },
      elsewhere,
    );
    assert.deepEqual(named.questions, [{ kubeconfig: "theirs", context: undefined, namespace: "staging" }]);
    assert.equal(
      named.unread,
      "promotion leads to the cluster here, and the stack shop/delivery/staging writes to there.",
    );
  });

  it("is missed with the reason, which stops an up that needs it and no other", async () => {
    assert.equal((await asked({}, {})).unread, "There is no shop/delivery/staging.");
    assert.equal(
      (await asked({}, { "shop/delivery/staging": { bucket: "b" } })).unread,
      "The stack shop/delivery/staging has no output namespace, so it is not one of an environment.",
    );
    const { unread = "" } = await asked({}, undefined, { reason: "The cluster did not answer within 10 s." });
    assert.equal(
      unread,
      "The workloads of shop/delivery/staging cannot be read: The cluster did not answer within 10 s.",
    );
    const config = { from: "staging", minHealthy: 0, override: {} };
    const services = new Map([["pay", serviceOf({ image })]]);
    const said = promotionFindings(services, { live, promotion: { config, unread } });
    assert.deepEqual(said.map(formatFinding), [
      `promotion.from: ${unread} So nobody knows whether the images of pay were healthy there. Mend that, or name each image in promotion.override.`,
    ]);
    assert.deepEqual(promotionFindings(services, { live, promotion: { config, proofs: new Map() } }), []);
  });

  it("is not the stack's own word", async () => {
    for (const from of ["prod", "shop/delivery/prod"])
      await assert.rejects(asked({ promotion: { from } }), {
        message: new RegExp(`promotion\\.from: ${from} is this stack itself\\.`),
      });
  });
});
