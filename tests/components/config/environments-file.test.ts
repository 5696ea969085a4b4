import assert from "node:assert/strict";
import {
  type EnvironmentsFile,
  extendsFindings,
  formatFinding,
  mergeLayers,
  presetLayers,
} from "../../../components/config";

function valuesOf(environment: string, file: EnvironmentsFile) {
  return mergeLayers(presetLayers(environment, file).map(({ data }) => data));
}

function chain(environment: string, file: EnvironmentsFile): string[] {
  return presetLayers(environment, file).map(
    ({ source }) => `${source.preset}${source.isBuiltIn ? "" : "*"}`,
  );
}

describe("presets of environments", () => {
  it("lie on each other as they extend each other, and say nothing of `extends`", () => {
    const file = {
      preprod: { extends: "prod", replicaCount: 2 },
      load: { extends: "preprod", replicaCount: 3 },
    };
    assert.deepEqual(chain("load", file), ["prod", "preprod*", "load*"]);
    assert.equal(valuesOf("load", file)["replicaCount"], 3);
    assert.equal(valuesOf("load", file)["extends"], undefined);
  });

  it("lie on the built-in preset of their name, so that what they do not say stays", () => {
    const file = { prod: { rollout: { canary: { steps: [{ setWeight: 5 }] } } } };
    assert.deepEqual(valuesOf("prod", file)["rollout"], {
      canary: { steps: [{ setWeight: 5 }] },
      blueGreen: { autoPromotionEnabled: false, scaleDownDelaySeconds: 300 },
    });
  });

  it("stand on another one instead when they say so", () => {
    assert.deepEqual(chain("prod", { prod: { extends: "staging" } }), ["staging", "prod*"]);
  });

  it("may be empty, and need not be there", () => {
    assert.deepEqual(chain("qa", { qa: null }), ["qa*"]);
    assert.deepEqual(chain("qa", {}), []);
    assert.deepEqual(chain("constructor", {}), []);
  });

  const mistakes: [string, EnvironmentsFile, string[]][] = [
    [
      "nobody has",
      { preprod: { extends: "prdo" } },
      ['environments.preprod.extends: There is no preset "prdo". Did you mean "prod"?'],
    ],
    [
      "extends it in turn",
      { a: { extends: "b" }, b: { extends: "a" }, c: { extends: "a" } },
      [
        "environments.a.extends: a -> b -> a has no end. Let one of them stand alone.",
        "environments.b.extends: b -> a -> b has no end. Let one of them stand alone.",
      ],
    ],
    [
      "is itself",
      { prod: { extends: "prod" } },
      [
        "environments.prod.extends: prod -> prod has no end. Leave it out: an entry lies on top of the built-in preset of its name.",
      ],
    ],
  ];
  for (const [what, file, lines] of mistakes) {
    it(`refuse to extend one that ${what}, and come to an end`, () => {
      assert.deepEqual(extendsFindings(file).map(formatFinding), lines);
      for (const name of Object.keys(file)) assert.ok(presetLayers(name, file).length > 0);
    });
  }
});
