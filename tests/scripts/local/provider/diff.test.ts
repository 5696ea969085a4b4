import assert from "node:assert/strict";
import fc from "fast-check";
import { changeKey, diff, type DiffInput } from "../../../../scripts/local/provider/diff";
import { immutableFields } from "../../../../scripts/local/provider/immutable-fields";
import { parsePath } from "../../../../scripts/local/provider/property-path";
import { refreshedInputs } from "../../../../scripts/local/provider/shape";

type Object = Record<string, unknown>;

function changesOf(input: Partial<DiffInput> & { live: Object; newInputs: Object }): Record<string, string> {
  const all = { oldInputs: input.newInputs, immutable: [], ignoreChanges: [], ...input };
  return Object.fromEntries(
    diff(all).map((change) => [changeKey(change), change.kind + (change.replace ? " replace" : "")]),
  );
}

const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.jsonValue({ maxDepth: 3 }));

describe("provider diff", () => {
  it("finds nothing when the program and the object did not change, whatever else the object holds", () => {
    fc.assert(
      fc.property(fields, fields, (inputs, others) => {
        const live = { ...others, ...inputs };
        assert.deepEqual(changesOf({ live, newInputs: inputs }), {});
      }),
    );
  });

  it("finds nothing after a refresh when the program and the object did not change", () => {
    fc.assert(
      fc.property(fields, fields, (inputs, others) => {
        const live = { ...others, ...inputs };
        assert.deepEqual(
          changesOf({ live, oldInputs: refreshedInputs(live, inputs), newInputs: inputs }),
          {},
        );
      }),
    );
  });

  it("names added, changed and removed fields with their paths", () => {
    const before = {
      spec: { containers: [{ name: "a", image: "a:1" }], paused: true },
      labels: { "a.b/c": "1" },
    };
    const after = {
      spec: { containers: [{ name: "a", image: "a:2" }], replicas: 2 },
      labels: { "a.b/c": "2" },
    };
    assert.deepEqual(changesOf({ live: before, oldInputs: before, newInputs: after }), {
      "spec.containers[0].image": "update",
      "spec.paused": "delete",
      "spec.replicas": "add",
      'labels["a.b/c"]': "update",
    });
  });

  it("leaves out what the server or a controller added, also inside lists and maps", () => {
    const inputs = { selector: { app: "a" }, ports: [{ port: 80 }] };
    const live = {
      selector: { app: "a", "rollouts-pod-template-hash": "123" },
      ports: [{ port: 80, protocol: "TCP" }],
      clusterIP: "10.0.0.1",
    };
    assert.deepEqual(changesOf({ live, newInputs: inputs }), {});
  });

  it("shows drift in a field that the program sets", () => {
    const inputs = { rules: [{ weight: 100 }, { weight: 0 }] };
    const live = { rules: [{ weight: 75 }, { weight: 25 }] };
    assert.deepEqual(changesOf({ live, oldInputs: refreshedInputs(live, inputs), newInputs: inputs }), {
      "rules[0].weight": "update",
      "rules[1].weight": "update",
    });
  });

  it("shows drift that removed a field of the program, once a refresh saw it", () => {
    const inputs = { labels: { a: "1", b: "2" } };
    const live = { labels: { a: "1" } };
    assert.deepEqual(changesOf({ live, oldInputs: refreshedInputs(live, inputs), newInputs: inputs }), {
      "labels.b": "add",
    });
  });

  it("takes two spellings of a quantity for one value, and only for quantities", () => {
    const newInputs = { resources: { limits: { cpu: "1000m", memory: "0.5Gi" } }, command: ["1000m"] };
    const live = { resources: { limits: { cpu: "1", memory: "512Mi" } }, command: ["1"] };
    assert.deepEqual(changesOf({ live, newInputs }), { "command[0]": "update" });
  });

  it("takes an empty value that the server does not echo for no change, also after a refresh", () => {
    const inputs = { hostNetwork: false, env: [{ name: "a", value: "" }] };
    const live = { env: [{ name: "a" }] };
    assert.deepEqual(changesOf({ live, newInputs: inputs }), {});
    assert.deepEqual(changesOf({ live, oldInputs: refreshedInputs(live, inputs), newInputs: inputs }), {});
  });

  it("keeps the empty values of the program in the inputs at a refresh", () => {
    const inputs = { hostNetwork: false, labels: {}, paused: true };
    assert.deepEqual(refreshedInputs({}, inputs), { hostNetwork: false, labels: {} });
  });

  it("sees the text of a Secret in the data that the server makes of it", () => {
    const inputs = { kind: "Secret", stringData: { a: "x", b: "y" } };
    const live = (a: string) => ({ kind: "Secret", data: { a: btoa(a), b: btoa("y"), theirs: btoa("z") } });
    assert.deepEqual(changesOf({ live: live("x"), newInputs: inputs }), {});
    assert.deepEqual(refreshedInputs(live("x"), inputs), inputs);
    assert.deepEqual(refreshedInputs(live("drifted"), inputs)["stringData"], { a: "drifted", b: "y" });
  });

  it("leaves out ignored paths and everything below them", () => {
    const before = { spec: { rules: [{ weight: 1 }], host: "a" } };
    const after = { spec: { rules: [{ weight: 2 }], host: "b" } };
    const ignoreChanges = [parsePath("spec.rules")];
    assert.deepEqual(changesOf({ live: before, oldInputs: before, newInputs: after, ignoreChanges }), {
      "spec.host": "update",
    });
  });

  it("replaces a Deployment for its selector and its name, and a Rollout for its name only", () => {
    const object = (kind: string, apiVersion: string, label: string) => ({
      apiVersion,
      kind,
      metadata: { name: `web-${label}` },
      spec: { selector: { matchLabels: { app: label } }, replicas: 1 },
    });
    const changed = (kind: string, apiVersion: string) => {
      const [live, newInputs] = [object(kind, apiVersion, "a"), object(kind, apiVersion, "b")];
      const immutable = immutableFields(newInputs, {
        enableConfigMapMutable: false,
        enableSecretMutable: false,
      });
      return changesOf({ live, oldInputs: live, newInputs, immutable });
    };
    assert.deepEqual(changed("Deployment", "apps/v1"), {
      "metadata.name": "update replace",
      "spec.selector.matchLabels.app": "update replace",
    });
    assert.deepEqual(changed("Rollout", "argoproj.io/v1alpha1"), {
      "metadata.name": "update replace",
      "spec.selector.matchLabels.app": "update",
    });
  });

  it("replaces for an immutable field that comes with everything around it", () => {
    const newInputs = { spec: { containers: [{ image: "a" }] } };
    const immutable = [parsePath("spec.containers[*].image")];
    assert.deepEqual(changesOf({ live: {}, oldInputs: {}, newInputs, immutable }), { spec: "add replace" });
    assert.deepEqual(
      changesOf({ live: {}, oldInputs: {}, newInputs: { spec: { nodeName: "n" } }, immutable }),
      { spec: "add" },
    );
  });
});
