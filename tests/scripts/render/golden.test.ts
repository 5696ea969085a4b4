import path from "node:path";
import { resolveTools } from "../../../scripts/local/toolchain";
import { applicationSet } from "../../../scripts/render/application-set";
import { renderEnvironment } from "../../../scripts/render/environment";
import { ignoredFields } from "../../../scripts/render/ignore-differences";
import { prepareStack } from "../../../scripts/render/stack";
import { describeGolden } from "../../support/golden";
import { withEnvironment } from "../../support/with-environment";

const argoCd = {
  repo: "https://git.example/shop.git",
  revision: "main",
  path: "rendered/prod",
  project: "shop",
  argocdNamespace: "argocd",
  server: "https://kubernetes.default.svc",
};

/** All files of the example, one after the other; upstream's CRDs only by their names. */
async function prod(): Promise<string> {
  const tool = (await resolveTools(["rollouts-install.yaml"]))["rollouts-install.yaml"];
  return withEnvironment({ ROLLOUTS_MANIFEST: tool.path }, async () => {
    const { rendered } = await prepareStack({ environment: "prod" });
    if (rendered === undefined) throw new Error("The example is not right.");
    const { manifests, namespace } = rendered;
    const { files } = renderEnvironment("prod", manifests);
    const synced = { stack: "prod", namespace, files, ignored: ignoredFields(manifests) };
    return [...files, ...applicationSet(synced, argoCd)]
      .map(([file, text]) => `# ${file}\n${file.includes("customresourcedefinition") ? "" : text}`)
      .join("---\n");
  });
}

describeGolden("what render writes of the example stack", path.join(__dirname, "golden"), [
  { file: "prod.yaml", title: "prod", text: prod },
]);
