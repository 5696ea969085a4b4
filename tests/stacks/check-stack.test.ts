import assert from "node:assert/strict";
import { type DataObject, formatFinding, sortFindings } from "../../components/config";
import { readCatalog } from "../../stacks/catalog";
import { checkStack } from "../../stacks/check-stack";
import { temporaryFolder } from "../support/files";

const folderOf = temporaryFolder();

function check(config: DataObject) {
  const folder = folderOf({ "pay/values.yaml": "replicaCount: many" });
  const checked = checkStack(config, ({ environment }) => readCatalog(folder, environment));
  return { ...checked, lines: sortFindings(checked.findings).map(formatFinding) };
}

const image = { repository: "registry.example/app" };

describe("a stack with mistakes", () => {
  it("shows those of its own keys and those of its services at once", () => {
    const { lines, environment } = check({ environment: "prod", contxt: "c", defaults: { image } });
    assert.deepEqual(lines, [
      'contxt: This key is not known. Did you mean "context"?',
      'services.pay.replicaCount: "many" is not valid: expected a number.',
    ]);
    assert.equal(environment?.environment, "prod");
  });

  it("says nothing of its services when what they share is lost", () => {
    assert.deepEqual(check({ environment: "prod", defaults: "image" }).lines.length, 1);
  });

  it("says nothing of its services when it is of no environment", () => {
    const { lines } = check({ defaults: { image } });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^environment: A value is needed/);
  });
});
