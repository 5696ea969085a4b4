import assert from "node:assert/strict";
import { controller, type ControllerInput, listedPlugins, loadedPlugin } from "../../../components/config";
import { compareVersions } from "../../../components/config/controller/compare-versions";

type Plugin = NonNullable<NonNullable<ControllerInput["plugins"]>["trafficRouters"]>[number];

const loaded = (plugin: Plugin) => {
  const [listed] = listedPlugins(controller.parse({ plugins: { trafficRouters: [plugin] } }).plugins);
  assert.ok(listed);
  const { known: _, ...others } = loadedPlugin(listed.plugin);
  return others;
};
const gatewayApi = { use: "gatewayAPI", version: "0.15.0" } as const;
const releases =
  "https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download";
const sha256 = "0".repeat(64);
const rates = ["-kubeClientQPS=40", "-kubeClientBurst=80"];

describe("a plugin that is known here", () => {
  it("comes out of the image that it publishes, under its own name and with a rate that suits a controller", () => {
    assert.deepEqual(loaded(gatewayApi), {
      name: "argoproj-labs/gatewayAPI",
      location: undefined,
      image: {
        reference: "ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.15.0",
        file: "/bin/rollouts-plugin-trafficrouter-gatewayapi",
      },
      sha256: undefined,
      args: rates,
    });
  });

  it("is downloaded where that is wanted, or where it has no image of the release", () => {
    const download = loaded({ ...gatewayApi, via: "download", architecture: "arm64", sha256 });
    assert.equal(download.location, `${releases}/v0.15.0/gatewayapi-plugin-linux-arm64`);
    assert.equal(download.sha256, sha256);
    assert.equal(download.image, undefined);
    const older = loaded({ ...gatewayApi, version: "0.4.0" });
    assert.equal(older.location, `${releases}/v0.4.0/gatewayapi-plugin-linux-amd64`);
    assert.equal(
      loaded({ use: "openshift", version: `commit-${"a".repeat(40)}` }).location?.includes("/vcommit"),
      false,
    );
  });

  it("has the digest that is published for its release and architecture, and only for what comes from there", () => {
    const signalfx = { use: "signalfx", version: "0.2.0" } as const;
    assert.match(loaded(signalfx).sha256 ?? "", /^68384494/);
    assert.match(loaded({ ...signalfx, architecture: "arm64" }).sha256 ?? "", /^59d08fcb/);
    assert.equal(loaded({ ...signalfx, sha256 }).sha256, sha256);
    assert.equal(loaded({ ...signalfx, version: "0.2.1" }).sha256, undefined);
    assert.equal(loaded({ ...signalfx, location: "https://mirror.example/x" }).sha256, undefined);
  });

  it("may come from a mirror, part by part", () => {
    const digest = `sha256:${sha256}`;
    const repository = "registry.example/mirror";
    const file = "/bin/rollouts-plugin-trafficrouter-gatewayapi";
    const reference = (image: Plugin["image"]) => loaded({ ...gatewayApi, ...(image && { image }) }).image;
    assert.deepEqual(reference({ repository }), { reference: `${repository}:v0.15.0`, file });
    assert.deepEqual(reference({ repository, digest }), { reference: `${repository}@${digest}`, file });
    assert.deepEqual(reference({ repository, tag: "mine", file: "/x" }), {
      reference: `${repository}:mine`,
      file: "/x",
    });
  });

  it("has the rate that is asked for, in whichever way, and none where its release does not know the flags", () => {
    assert.deepEqual(loaded({ ...gatewayApi, clientQps: 7, args: ["-logformat=json"] }).args, [
      "-kubeClientQPS=7",
      "-kubeClientBurst=80",
      "-logformat=json",
    ]);
    assert.deepEqual(loaded({ ...gatewayApi, args: ["--kubeClientQPS=9", "-kubeClientBurst", "9"] }).args, [
      "--kubeClientQPS=9",
      "-kubeClientBurst",
      "9",
    ]);
    assert.deepEqual(loaded({ ...gatewayApi, version: "0.4.0" }).args, []);
    const file = { name: "argoproj-labs/gatewayAPI", location: "file:///x" };
    assert.deepEqual(loaded(file).args, []);
    assert.deepEqual(loaded({ ...file, clientBurst: 9 }).args, ["-kubeClientBurst=9"]);
  });
});

describe("a plugin of one's own", () => {
  it("is what the config says", () => {
    const location = "https://plugins.example/x";
    assert.deepEqual(loaded({ name: "acme/x", location, sha256, args: ["-v"] }), {
      ...{ name: "acme/x", location, sha256, args: ["-v"] },
      image: undefined,
    });
  });
});

describe("releases", () => {
  it("are ordered by their numbers, betas before what they lead to", () => {
    const ordered = [
      "0.0.0-beta3",
      "0.0.0-beta10",
      "0.0.0",
      "0.0.1",
      "0.4.0",
      "0.15.0",
      "1.0.0-rc1",
      "1.0.0",
    ];
    const shuffled = ordered.toReversed();
    assert.deepEqual(shuffled.toSorted(compareVersions), ordered);
    assert.equal(compareVersions("1.2.3", "1.2.3"), 0);
  });
});
