import assert from "node:assert/strict";
import { objectsOf, reportOf } from "../../../scripts/bootstrap/events";

const line = (event: object): string => JSON.stringify({ sequence: 1, ...event });
const urn = "urn:pulumi:prod.pay::shop::kubernetes:core/v1:Service::pay";

describe("the engine's event log", () => {
  it("tells what changed, and what was said, once and without colours", () => {
    const said = { diagnosticEvent: { severity: "error", message: "<{%fg 1%}>no\n<{%reset%}>" } };
    const report = reportOf([
      line({ resourcePreEvent: { metadata: { op: "same", urn } } }),
      line({ resourcePreEvent: { metadata: { op: "update", urn } } }),
      ...[line(said), line(said)],
      line({ diagnosticEvent: { severity: "warning", message: "careful" } }),
      line({ diagnosticEvent: { severity: "info", message: "hello" } }),
      line({ summaryEvent: { resourceChanges: { same: 3, update: 1, refresh: 2 } } }),
      '{"cut off',
    ]);
    assert.deepEqual(report, {
      ...{ changes: { update: 1 }, changed: [{ op: "update", urn }] },
      ...{ errors: ["no"], warnings: ["careful"] },
    });
  });

  it("tells which objects of the cluster changed", () => {
    const service = "urn:pulumi:x::shop::progressive-delivery:index:ServiceWorkload";
    const changed = [
      `${service}::pay`,
      `${service}$kubernetes:argoproj.io/v1alpha1:Rollout::pay`,
      `${service}$kubernetes:argoproj.io/v1alpha1:Rollout::pay`,
      "urn:pulumi:x::shop::pulumi:providers:kubernetes::cluster",
      urn,
    ].map((one) => ({ op: "update", urn: one }));
    assert.deepEqual(objectsOf({ changes: {}, changed, errors: [], warnings: [] }), [
      "Rollout pay",
      "Service pay",
    ]);
  });

  it("of a refresh tells what came of it", () => {
    const report = reportOf([
      line({ resourcePreEvent: { metadata: { op: "refresh", urn } } }),
      line({ resOutputsEvent: { metadata: { op: "update", urn } } }),
    ]);
    assert.deepEqual(objectsOf(report), ["Service pay"]);
  });

  it("counts no change of what another stack says", () => {
    const reference = "urn:pulumi:prod.pay::shop::pulumi:pulumi:StackReference::organization/shop/prod";
    const lines = [
      line({ resOutputsEvent: { metadata: { op: "update", urn: reference } } }),
      line({ summaryEvent: { resourceChanges: { same: 3, update: 1 } } }),
    ];
    assert.deepEqual(reportOf(lines), { changes: {}, changed: [], errors: [], warnings: [] });
    const both = [line({ resOutputsEvent: { metadata: { op: "update", urn } } }), ...lines.slice(0, 1)];
    const summary = line({ summaryEvent: { resourceChanges: { update: 2 } } });
    assert.deepEqual(reportOf([...both, summary]).changes, { update: 1 });
  });

  it("of an engine that never began says nothing", () => {
    assert.deepEqual(reportOf([]), { changes: {}, changed: [], errors: [], warnings: [] });
  });
});
