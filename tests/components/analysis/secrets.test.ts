import assert from "node:assert/strict";
import { renderAnalysisSecrets } from "../../../components/analysis";
import { type DataObject, environment, formatFinding, parse } from "../../../components/config";

const fromStore = { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "datadog" } }] };

function parsed(analysisSecrets: DataObject) {
  return parse(environment, { environment: "prod", analysisSecrets });
}

function mistakesOf(analysisSecrets: DataObject): string[] {
  return parsed(analysisSecrets).findings.map(formatFinding);
}

describe("the Secrets of a stack's templates", () => {
  it("come out of a store in the services' namespace, under the name that the templates read, and are awaited", () => {
    const { value } = parsed({
      "datadog-keys": {
        externalSecret: {
          ...fromStore,
          target: { deletionPolicy: "Retain" },
          annotations: { "example.com/team": "watch" },
        },
      },
      elsewhere: { existing: true },
    });
    assert.ok(value);
    assert.deepEqual(renderAnalysisSecrets(value.analysisSecrets, "shop"), [
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ExternalSecret",
        metadata: {
          name: "datadog-keys",
          namespace: "shop",
          labels: { "app.kubernetes.io/managed-by": "pulumi" },
          annotations: { "pulumi.com/waitFor": "condition=Ready", "example.com/team": "watch" },
        },
        spec: {
          secretStoreRef: { name: "vault", kind: "SecretStore" },
          refreshInterval: "1h",
          dataFrom: [{ extract: { key: "datadog" } }],
          target: { name: "datadog-keys", deletionPolicy: "Retain" },
        },
      },
    ]);
  });

  it("have one origin each, and the name that is their key", () => {
    const at = "analysisSecrets.dd";
    assert.deepEqual(mistakesOf({ dd: {} }), [
      `${at}: {} is not valid: expected existing: true or externalSecret.`,
    ]);
    assert.match(
      mistakesOf({ dd: { existing: true, externalSecret: fromStore } }).join(),
      /expected existing: true or externalSecret/,
    );
    assert.match(mistakesOf({ dd: { existing: false } }).join(), /^analysisSecrets\.dd\.existing: /);
    assert.match(mistakesOf({ dd: { externalsecret: fromStore } }).join(), /Did you mean "externalSecret"\?/);
    assert.match(
      mistakesOf({ dd: { externalSecret: { ...fromStore, target: { name: "other" } } } }).join(),
      /^analysisSecrets\.dd\.externalSecret\.target\.name: This key is not known/,
    );
    assert.match(
      mistakesOf({ dd: { externalSecret: { secretStoreRef: { name: "vault" } } } }).join(),
      /expected data or dataFrom/,
    );
    assert.equal(mistakesOf({ DD: { existing: true } }).length, 1);
  });
});
