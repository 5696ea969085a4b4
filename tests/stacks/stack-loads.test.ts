import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { noLoad } from "../../components/config";
import { readLoads } from "../../stacks/stack-loads";

describe("what other stacks tell of their services", () => {
  async function read(outputs: Readonly<Record<string, Record<string, unknown>>>) {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({
        id: name,
        state: { ...inputs, outputs: outputs[name], secretOutputNames: [] },
      }),
      call: ({ inputs }) => inputs,
    });
    return readLoads(Object.keys(outputs));
  }

  it("is added, however many there are", async () => {
    const one = { ...noLoad, rollouts: 1, replicaSets: 11, templateBytes: 1000 };
    const other = { ...noLoad, rollouts: 3, replicaSets: 33, services: 6, templateBytes: 5000 };
    const { load, findings } = await read({ "o/p/one": { load: one }, "o/p/other": { load: other } });
    assert.deepEqual(load, { ...noLoad, rollouts: 4, replicaSets: 44, services: 6, templateBytes: 4000 });
    assert.deepEqual(findings, []);
    assert.deepEqual(await readLoads([]), { load: noLoad, findings: [] });
  });

  it("may be less than this program knows, or more", async () => {
    const { load, findings } = await read({ "o/p/one": { load: { rollouts: 2, replicaSets: 4, moons: 1 } } });
    assert.deepEqual(load, { ...noLoad, rollouts: 2, replicaSets: 4 });
    assert.deepEqual(findings, []);
  });

  it("is missed with the place that names the stack", async () => {
    const { load, findings } = await read({
      "o/p/one": { load: { ...noLoad, rollouts: 2 } },
      "o/p/silent": {},
      "o/p/odd": { load: "many" },
    });
    assert.equal(load.rollouts, 2);
    assert.deepEqual(
      findings.map(({ path, severity }) => [path.join("."), severity]),
      [
        ["controller.stacks.1", "warning"],
        ["controller.stacks.2", "warning"],
      ],
    );
  });
});
