import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  dropPodFolders,
  makePodFolder,
  missingMounts,
  podFolder,
} from "../../../../../scripts/local/plane/controller-runner/pod-folder";
import { planeFolder } from "../../../../../scripts/local/plane/folder";
import { podWith } from "./pods";

describe("the folder of a controller's pod", () => {
  const root = mkdtempSync(join(tmpdir(), "pod-folder-"));
  const folder = planeFolder(root);
  after(() => rmSync(root, { recursive: true, force: true }));

  const home = "/home/argo-rollouts";
  const pod = podWith(
    {
      volumeMounts: [
        { name: "plugins", mountPath: `${home}/plugin-bin` },
        { name: "plugins", mountPath: `${home}/cache/deep`, subPath: "cache" },
        { name: "tmp", mountPath: "/tmp" },
        { name: "certs", mountPath: `${home}/certs` },
        { name: "plugins", mountPath: "/plugins" },
      ],
    },
    { volumes: [{ name: "plugins", emptyDir: {} }, { name: "tmp", emptyDir: {} }, { name: "certs" }] },
  );
  const files = podFolder(folder, pod);

  it("has the empty volumes that are mounted where the controller runs, and keeps them over a restart", () => {
    makePodFolder(files, pod);
    writeFileSync(join(files.home, "plugin-bin", "plugin"), "program");
    writeFileSync(join(files.home, "cache", "deep", "one"), "");
    makePodFolder(files, pod);
    assert.equal(readFileSync(join(files.home, "plugin-bin", "plugin"), "utf8"), "program");
    assert.ok(existsSync(join(files.root, "volumes", "plugins", "cache", "one")));
  });

  it("has a place for plugins also where the pod has none", () => {
    const { metadata } = podWith();
    const bare = { ...podWith(), metadata: { ...metadata, uid: "u-2" } };
    const bareFiles = podFolder(folder, bare);
    makePodFolder(bareFiles, bare);
    assert.ok(existsSync(join(bareFiles.home, "plugin-bin")));
  });

  it("names the mounts that it has not", () => {
    assert.deepEqual(missingMounts(pod), [`certs at ${home}/certs`, "plugins at /plugins"]);
  });

  it("goes with its pod", () => {
    dropPodFolders(folder, [pod]);
    assert.ok(existsSync(files.root));
    dropPodFolders(folder, []);
    assert.ok(!existsSync(files.root));
  });
});
