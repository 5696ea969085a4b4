import assert from "node:assert/strict";
import { controller, environment, formatFinding, parse } from "../../../components/config";
import { renderNamespace } from "../../../components/manifests";

const mistakes = (config: object): string[] =>
  parse(environment, { environment: "prod", ...config }).findings.map(formatFinding);

describe("a namespace", () => {
  it("has the labels of the Pod Security Standard that it says, and its own", () => {
    const settings = {
      podSecurity: { enforce: "baseline", warn: { level: "restricted", version: "v1.34" } },
      namespaceLabels: { team: "shop" },
      namespaceAnnotations: { owner: "shop@example.com" },
    };
    const { value, findings } = parse(environment, { environment: "prod", ...settings });
    assert.deepEqual(findings, []);
    const { podSecurity, namespaceLabels: labels, namespaceAnnotations: annotations } = value ?? {};
    assert.deepEqual(renderNamespace("shop", { podSecurity, labels, annotations }).metadata, {
      name: "shop",
      labels: {
        team: "shop",
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.34",
      },
      annotations: { owner: "shop@example.com" },
    });
  });

  it("says nothing more than its name where nothing is said of it", () => {
    assert.deepEqual(renderNamespace("shop"), {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "shop" },
    });
  });

  it("of the controller lets in what is restricted, unless told otherwise", () => {
    assert.deepEqual(controller.parse({}).podSecurity, { enforce: "restricted" });
    assert.deepEqual(controller.parse({ podSecurity: {} }).podSecurity, {});
  });

  it("has no level that the API server does not know, and no second way to say it", () => {
    assert.deepEqual(
      mistakes({ podSecurity: { enforce: "strict", audit: { level: "baseline", version: "1.34" } } }),
      [
        'podSecurity.enforce: "strict" is not valid: expected privileged, baseline, restricted, or {level, version}.',
        'podSecurity.audit.version: "1.34" is not valid: expected "latest" or a minor version such as "v1.34".',
      ],
    );
    assert.deepEqual(mistakes({ namespaceLabels: { "pod-security.kubernetes.io/enforce": "baseline" } }), [
      'namespaceLabels["pod-security.kubernetes.io/enforce"]: "pod-security.kubernetes.io/enforce" is not valid: expected podSecurity instead, which makes this label.',
    ]);
  });
});
