import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as semver from "semver";
import { planeTools } from "../../../../scripts/local/plane/part";
import { objectDefinitions } from "../../../../scripts/local/toolchain/object-definitions";
import { prometheusPrograms } from "../../../../scripts/local/toolchain/prometheus-programs";
import { routerDefinitions } from "../../../../scripts/local/toolchain/router-definitions";
import { samplePlugins } from "../../../../scripts/local/toolchain/sample-plugins";
import { tools, type Tool } from "../../../../scripts/local/toolchain/tools";

const modules = path.join(__dirname, "../../../../scripts/local/toolchain/modules");

describe("toolchain: the table of tools", () => {
  for (const [name, tool] of Object.entries<Tool>(tools)) {
    if (tool.kind === "debian") continue; // the system's release says which version its package has
    it(`pins ${name} to the version that its Go module requires`, () => {
      const goMod = readFileSync(path.join(modules, tool.module, "go.mod"), "utf8");
      const required = goMod.match(/^require \S+ v(\S+)$/m)?.[1];
      assert.equal(required, tool.version);
      assert.ok(existsSync(path.join(modules, tool.module, "go.sum")), "go.sum is missing");
    });

    if (tool.kind === "program") {
      it(`accepts the ${name} that it builds`, () => {
        assert.ok(semver.satisfies(tool.version, tool.accepts), `${tool.version} is not in ${tool.accepts}`);
      });
    }
  }

  it("lets a plane start without the CRDs that it does not hand out, Prometheus and plugins, which tests alone ask for", () => {
    const onPlane = new Set<string>(planeTools);
    const ofTests = { ...routerDefinitions, ...objectDefinitions, ...prometheusPrograms, ...samplePlugins };
    assert.deepEqual(
      Object.keys(ofTests).filter((name) => onPlane.has(name)),
      ["gateway-api-crds.yaml"],
    );
  });

  it("has what comes out of packages before what takes minutes to build", () => {
    const kinds = Object.values<Tool>(tools).map(({ kind }) => kind);
    assert.ok(kinds.lastIndexOf("debian") < kinds.findIndex((kind) => kind !== "debian"), kinds.join(", "));
  });
});
