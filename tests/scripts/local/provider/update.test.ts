import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { refIn, service, TestBed } from "./stack";

const CONFLICT =
  /Apply failed with 1 conflict: conflict with "rollouts-controller" using v1: \.spec\.selector/;

describe("stand-in Kubernetes provider: update", function () {
  this.timeout(120_000);
  let bed: TestBed;
  before(async () => {
    bed = await TestBed.open("update");
  });
  after(async () => bed?.close());

  const web =
    (args: k8s.core.v1.ServiceArgs, options: CustomResourceOptions = {}) =>
    async () => {
      new k8s.core.v1.Service(
        "web",
        {
          ...args,
          metadata: {
            ...args.metadata,
            annotations: { "pulumi.com/skipAwait": "true", ...annotationsOf(args) },
          },
        },
        options,
      );
      return Promise.resolve();
    };
  const ref = () => refIn(bed, "v1", "Service", "web");
  const live = async () => bed.live.get(ref());
  const selector = async () => JSON.parse(JSON.stringify((await live())["spec"])).selector as unknown;

  /** What the Rollouts controller does to the Services of a Rollout; the selector is an atomic map. */
  const rolloutsController = async (app: string, hash: string) =>
    bed.live.patchAs("rollouts-controller", ref(), {
      spec: { selector: { app, "rollouts-pod-template-hash": hash } },
    });

  it("removes fields that left the program, from the first update on", async () => {
    await bed.up(web(service({ sessionAffinity: "ClientIP" }, { labels: { a: "1", b: "2" } })));
    const without = web(service({}, { labels: { a: "1" } }));
    assert.deepEqual(await bed.preview(without), {
      "web.metadata.labels.b": "delete",
      "web.spec.sessionAffinity": "delete",
    });
    await bed.up(without);
    const { metadata, spec } = JSON.parse(JSON.stringify(await live()));
    assert.deepEqual([metadata.labels, spec.sessionAffinity], [{ a: "1" }, "None"]);
  });

  it("leaves fields of other managers alone and shows no diff for them, refresh or not", async () => {
    const program = web(service({}, { labels: { a: "1" } }));
    await bed.live.patchAs("somebody", ref(), {
      metadata: { labels: { theirs: "1" } },
      spec: { publishNotReadyAddresses: true },
    });
    assert.deepEqual(await bed.preview(program), {});
    assert.equal(await bed.refresh(), 0);
    assert.deepEqual(await bed.preview(program), {});
    await bed.up(web(service({}, { labels: { a: "2" } })));
    assert.deepEqual((await live()).metadata.labels, { a: "2", theirs: "1" });
  });

  it("shows no diff while a controller owns the selector and the program did not change", async () => {
    await rolloutsController("web", "111");
    assert.deepEqual(await bed.preview(web(service({}, { labels: { a: "2" } }))), {});
  });

  it("fails in the official words on a conflict, in the preview and for real", async () => {
    const changed = web(service({}, { labels: { a: "3" } }));
    assert.match(await bed.previewFails(changed), CONFLICT);
    const up = await bed.upFails(changed);
    assert.match(up, CONFLICT);
    assert.match(up, /Server-Side Apply field conflict detected\. See https:\/\/www\.pulumi\.com/);
    assert.match(up, /failed to fully initialize or become live/);
    assert.deepEqual(
      [await selector(), (await live()).metadata.labels?.["a"]],
      [{ app: "web", "rollouts-pod-template-hash": "111" }, "2"],
    );
  });

  it("tries a failed update again at the next up", async () => {
    const ignoring = web(service({}, { labels: { a: "3" } }), { ignoreChanges: ["spec.selector"] });
    await bed.up(ignoring);
    assert.equal((await live()).metadata.labels?.["a"], "3");
  });

  it("ships the rest when ignoreChanges names the root of a map that a controller owns", async () => {
    const program = web(service({ selector: { app: "other" } }, { labels: { a: "4" } }), {
      ignoreChanges: ["spec.selector"],
    });
    assert.deepEqual(await bed.preview(program), { "web.metadata.labels.a": "update" });
    await bed.up(program);
    assert.deepEqual(
      [await selector(), (await live()).metadata.labels?.["a"]],
      [{ app: "web", "rollouts-pod-template-hash": "111" }, "4"],
    );
    await bed.refresh();
    assert.deepEqual(await bed.preview(program), {});
  });

  it("keeps the live value when ignoreChanges names a list that we own", async () => {
    const program = web(service({ ports: [{ port: 8080 }] }, { labels: { a: "5" } }), {
      ignoreChanges: ["spec.ports", "spec.selector"],
    });
    await bed.up(program);
    const { spec, metadata } = JSON.parse(JSON.stringify(await live()));
    assert.deepEqual([spec.ports[0].port, metadata.labels.a], [80, "5"]);
  });

  it("takes the field from the other manager with pulumi.com/patchForce", async () => {
    await bed.up(web(service({}, { labels: { a: "6" }, annotations: { "pulumi.com/patchForce": "true" } })));
    assert.deepEqual([await selector(), (await live()).metadata.labels?.["a"]], [{ app: "web" }, "6"]);
  });

  it("shows drift in a field of ours after a refresh, and fails on the conflict that follows", async () => {
    await rolloutsController("canary", "222");
    const program = web(service({}, { labels: { a: "6" } }));
    await bed.refresh();
    const annotations = { "pulumi.com/patchForce": "true" };
    const forced = web(service({}, { labels: { a: "6" }, annotations }));
    assert.deepEqual(await bed.preview(forced), { "web.spec.selector.app": "update" });
    const ignoring = web(service({}, { labels: { a: "6" }, annotations }), {
      ignoreChanges: ["spec.selector"],
    });
    assert.deepEqual(await bed.preview(ignoring), {});
    assert.match(await bed.upFails(program), CONFLICT);
  });
});

function annotationsOf({ metadata }: k8s.core.v1.ServiceArgs): Record<string, string> {
  const annotations = JSON.parse(JSON.stringify(metadata ?? {})).annotations as
    Record<string, string> | undefined;
  return annotations ?? {};
}
