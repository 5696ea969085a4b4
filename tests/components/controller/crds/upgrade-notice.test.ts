import assert from "node:assert/strict";
import { type FieldDiff, upgradeNotice } from "../../../../components/controller";

const none: FieldDiff = { added: [], removed: [], changed: [] };
const notice = (from: string | undefined, to: string, fields: Partial<FieldDiff> = {}) =>
  upgradeNotice({ from, to, fields: { ...none, ...fields } });
const field = (path: string, ...kinds: string[]) => ({ path, kinds });

describe("what a preview says of an upgrade of the controller", () => {
  it("is nothing where nothing changes, nor at a first install", () => {
    assert.equal(notice("1.10.1", "1.10.1"), undefined);
    assert.equal(notice(undefined, "1.10.1"), undefined);
  });

  it("is both versions, and that the kinds stay", () => {
    assert.equal(notice("1.10.0", "1.10.1"), "Argo Rollouts 1.10.0 -> 1.10.1: its kinds stay as they are.");
  });

  it("is each field that comes, goes or changes, with its kinds", () => {
    assert.equal(
      notice("1.9.3", "1.10.1", {
        added: [field("spec.a", "analysisruns", "analysistemplates"), field("spec.b", "rollouts")],
        removed: [field("spec.c", "rollouts")],
        changed: [{ ...field("spec.d", "rollouts"), what: ["enum", "type"] }],
      }),
      "Argo Rollouts 1.9.3 -> 1.10.1: fields of its kinds: new spec.a of analysisruns/analysistemplates, spec.b of rollouts; dropped spec.c of rollouts; changed spec.d (enum, type) of rollouts.",
    );
  });

  it("is the version that is installed where none is known, or the same one with other CRDs", () => {
    const added = [field("spec.a", "rollouts")];
    for (const from of [undefined, "1.10.1"])
      assert.equal(
        notice(from, "1.10.1", { added }),
        "Argo Rollouts 1.10.1: fields of its kinds: new spec.a of rollouts.",
      );
  });

  it("is short: ten fields by name, and those of pods by their number", () => {
    const own = Array.from({ length: 12 }, (_, index) => field(`spec.f${String(index)}`, "rollouts"));
    const ofPods = [
      field("spec.template.spec.hostUsers", "rollouts"),
      field("spec.metrics[].provider.job.spec.managedBy", "analysisruns"),
    ];
    const said = notice("1", "2", { added: [...ofPods, ...own] });
    assert.match(String(said), /spec\.f9 of rollouts, 2 more, 2 of pods and Jobs\.$/);
    assert.equal(
      notice("1", "2", { added: ofPods }),
      "Argo Rollouts 1 -> 2: fields of its kinds: new 2 of pods and Jobs.",
    );
  });
});
