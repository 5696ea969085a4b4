import type { DataObject } from "../../../components/config";
import { pluginRules } from "../../../components/rules/controller/plugins";
import { describeControllerRules } from "../../support/scoped-rule-cases";

const location = "https://plugins.example/x";
const file = "file:///plugins/x";
const sha256 = "0".repeat(64);
const inList =
  (list: string) =>
  (...plugins: DataObject[]): DataObject => ({ plugins: { [list]: plugins } });
const steps = inList("steps");
const routers = inList("trafficRouters");
const metrics = inList("metricProviders");
const step = "controller.plugins.steps[0]";
const router = "controller.plugins.trafficRouters[0]";
const metric = "controller.plugins.metricProviders[0]";
const gatewayApi: DataObject = { use: "gatewayAPI", version: "0.15.0" };
const signalfx: DataObject = { use: "signalfx", version: "0.2.0" };
const image: DataObject = { repository: "registry.example/step", tag: "1.0", file: "/bin/step" };
const headersFrom = [{ secretRef: { name: "headers" } }];

describeControllerRules("rules about the controller's plugins", pluginRules, [
  {
    rule: "plugin-name",
    refuses: steps({ name: "step", location, sha256 }),
    with: `${step}.name: "step" is not of the form <namespace>/<name>. The name is the plugin's own: letters, digits and hyphens, a slash, and then also underscores and dots.`,
    accepts: steps({ name: "acme-1/step_2.x", location, sha256 }),
  },
  {
    rule: "plugin-names-unique",
    refuses: {
      plugins: {
        metricProviders: [{ name: "acme/errors", location, sha256 }],
        steps: [{ name: "acme/errors", location, sha256 }],
      },
    },
    with: `${step}.name: "acme/errors" is the name of metricProviders[0] too. A plugin has one name and does one thing: remove one of the two.`,
    accepts: steps({ name: "acme/errors", location, sha256 }, { name: "acme/error", location, sha256 }),
  },
  {
    rule: "plugin-names-unique",
    when: "a plugin that is named in both ways",
    refuses: routers({ name: "argoproj-labs/gatewayAPI", location: file }, gatewayApi),
    with: 'controller.plugins.trafficRouters[1].use: "argoproj-labs/gatewayAPI" is the name of trafficRouters[0] too. A plugin has one name and does one thing: remove one of the two.',
    accepts: routers(gatewayApi, { use: "contour", location: file }),
  },
  {
    rule: "plugin-known-name",
    refuses: routers(
      { name: "argoproj-labs/consul", location: file },
      { name: "argoproj-labs/gateway-api", location: file },
      { name: "argoproj-labs/contuor", location: file },
      { name: "argoproj-lab/openshift", location: file },
    ),
    with: [
      `${router}.name: The plugin calls itself "hashicorp/consul", not "argoproj-labs/consul". Write hashicorp/consul, or use: consul instead of a name.`,
      'controller.plugins.trafficRouters[1].name: The plugin calls itself "argoproj-labs/gatewayAPI", not "argoproj-labs/gateway-api". Write argoproj-labs/gatewayAPI, or use: gatewayAPI instead of a name.',
      'controller.plugins.trafficRouters[2].name: The plugin calls itself "argoproj-labs/contour", not "argoproj-labs/contuor". Write argoproj-labs/contour, or use: contour instead of a name.',
      'controller.plugins.trafficRouters[3].name: The plugin calls itself "argoproj-labs/openshift", not "argoproj-lab/openshift". Write argoproj-labs/openshift, or use: openshift instead of a name.',
    ],
    accepts: routers(
      { name: "hashicorp/consul", location: file },
      { name: "acme/consul", location: file },
      { name: "argoproj-labs/sample-nginx", location: file },
    ),
  },
  {
    rule: "plugin-known-name",
    when: "a download of a plugin under a name of one's own",
    refuses: routers({
      name: "acme/gateway",
      location:
        "https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download/v0.15.0/x",
      sha256,
    }),
    with: `${router}.name: The plugin calls itself "argoproj-labs/gatewayAPI", not "acme/gateway". Write argoproj-labs/gatewayAPI, or use: gatewayAPI instead of a name.`,
    accepts: routers({
      name: "acme/gateway",
      location: "https://github.com/acme/gateway/releases/download/v0.15.0/x",
      sha256,
    }),
  },
  {
    rule: "plugin-kind",
    refuses: routers(signalfx, { name: "argoproj-labs/honeycomb", location: file }),
    with: [
      `${router}.use: "argoproj-labs/rollouts-plugin-metric-signalfx" measures. Move it to controller.plugins.metricProviders.`,
      'controller.plugins.trafficRouters[1].name: "argoproj-labs/honeycomb" measures. Move it to controller.plugins.metricProviders.',
    ],
    accepts: metrics(signalfx, { name: "argoproj-labs/honeycomb", location: file }),
  },
  {
    rule: "plugin-source",
    when: "a plugin of which nothing says where it is",
    refuses: steps({ name: "acme/step" }),
    with: `${step}: Nothing says where the plugin comes from. Set location, or image.`,
    accepts: [steps({ name: "acme/step", location: file }), steps({ name: "acme/step", image })],
  },
  {
    rule: "plugin-source",
    when: "a known plugin without a release",
    refuses: metrics({ use: "signalfx" }),
    with: `${metric}.version: Which release of signalfx it is, is not said. Set version, or location. Its releases: https://github.com/argoproj-labs/rollouts-plugin-metric-signalfx/releases.`,
    accepts: [metrics(signalfx), metrics({ use: "signalfx", location: file })],
  },
  {
    rule: "plugin-source",
    when: "a release without a file for the architecture",
    refuses: routers(
      { use: "glooplatform", version: "0.0.0-beta3", architecture: "arm64" },
      { use: "gatewayAPI", version: "0.3.0" },
    ),
    with: [
      `${router}.use: glooplatform 0.0.0-beta3 has no file for arm64 that is known here. Set location, or image.`,
      "controller.plugins.trafficRouters[1].use: gatewayAPI 0.3.0 has no file for amd64 that is known here. Set location, or image.",
    ],
    accepts: routers(
      { use: "glooplatform", version: "0.0.0-beta3" },
      { use: "gatewayAPI", version: "0.4.0" },
    ),
  },
  {
    rule: "plugin-source",
    when: "half an image",
    refuses: steps(
      { name: "acme/a", image: { tag: "1.0", file: "/bin/a" } },
      { name: "acme/b", image: { repository: "registry.example/b", tag: "1.0" } },
      { name: "acme/c", image: { repository: "registry.example/c", file: "/bin/c" } },
      { use: "contour", version: "0.5.0", via: "image" },
      { use: "gatewayAPI", image: { repository: "registry.example/mirror" } },
    ),
    with: [
      `${step}.image.repository: Nothing says which image has the plugin. Set it.`,
      "controller.plugins.steps[1].image.file: Nothing says where the image has the plugin. Set it.",
      "controller.plugins.steps[2].image.tag: Nothing says which version of the image it is. Set it, or image.digest.",
      "controller.plugins.steps[3].image.repository: Nothing says which image has the plugin. Set it.",
      "controller.plugins.steps[4].image.tag: Nothing says which version of the image it is. Set it, image.digest or version.",
    ],
    accepts: routers(
      { use: "contour", version: "0.5.0", image: { repository: "registry.example/contour" } },
      { use: "gatewayAPI", image: { digest: `sha256:${sha256}` } },
    ),
  },
  {
    rule: "plugin-source",
    when: "two places",
    refuses: steps(
      { name: "acme/a", image, location: file },
      { use: "gatewayAPI", image, via: "download" },
      { use: "gatewayAPI", location: file, via: "image" },
    ),
    with: [
      `${step}.location: The plugin comes out of an image already. Take one of the two out.`,
      "controller.plugins.steps[1].via: The plugin comes out of an image. Take one of the two out.",
      "controller.plugins.steps[2].via: The plugin has a location, which is no image. Take one of the two out.",
    ],
    accepts: routers({ ...gatewayApi, via: "image" }, { ...gatewayApi, via: "download", sha256 }),
  },
  {
    rule: "plugin-location",
    when: "an image",
    refuses: steps({ name: "acme/step", location: "oci://registry.example/step:1" }),
    with: `${step}.location: "oci://registry.example/step:1" is no https://, http:// or file:// location. For an image set image instead.`,
    accepts: [
      steps({ name: "acme/step", location: file }),
      steps({ name: "acme/step", location: "file://./plugins/step" }),
      { install: false, plugins: { steps: [{ name: "acme/step", location: "step" }] } },
    ],
  },
  {
    rule: "plugin-location",
    when: "the file that the controller makes of it",
    refuses: steps({ name: "acme/step", location: "file:///home/argo-rollouts/plugin-bin/acme/step" }),
    with: `${step}.location: The controller copies the plugin to this very file, and empties it in doing so. Keep it in another folder.`,
    accepts: steps({ name: "acme/step", location: "file:///home/argo-rollouts/plugins/acme/step" }),
  },
  {
    rule: "plugin-checksum",
    when: "a download of which nobody says what it has to be",
    refuses: steps({ name: "acme/step", location }),
    with: `${step}.sha256: The plugin "acme/step" is downloaded, and nothing says what it has to be. Set it to the file's SHA-256, or write unverified: { reason: ... }.`,
    accepts: steps(
      { name: "acme/step", location, sha256 },
      { name: "acme/new", location, unverified: { reason: "built anew every night" } },
      { name: "acme/other", location: file },
      { name: "acme/image", image },
    ),
  },
  {
    rule: "plugin-checksum",
    when: "the release of a known plugin whose digest is not published",
    refuses: metrics({ use: "honeycomb", version: "0.0.1" }, { ...signalfx, version: "0.3.0" }),
    with: [
      `${metric}.sha256: The plugin "argoproj-labs/honeycomb" is downloaded, and nothing says what it has to be. Set it to the file's SHA-256, or write unverified: { reason: ... }.`,
      'controller.plugins.metricProviders[1].sha256: The plugin "argoproj-labs/rollouts-plugin-metric-signalfx" is downloaded, and nothing says what it has to be. Set it to the file\'s SHA-256, or write unverified: { reason: ... }.',
    ],
    accepts: metrics(signalfx, { use: "honeycomb", version: "0.0.1", sha256 }),
  },
  {
    rule: "plugin-checksum",
    when: "a download that anybody can change, whatever the reason",
    refuses: steps({
      name: "acme/step",
      location: "HTTP://plugins.example/x",
      unverified: { reason: "inside of the cluster" },
    }),
    with: `${step}.sha256: The plugin "acme/step" is downloaded over http, where anybody on the way can change it. Set sha256, or an https:// location.`,
    accepts: steps({ name: "acme/step", location: "http://plugins.example/x", sha256 }),
  },
  {
    rule: "plugin-checksum",
    when: "a waiver that waives nothing",
    refuses: steps({ name: "acme/step", location, sha256, unverified: { reason: "none" } }),
    with: `${step}.unverified: There is a digest to check the download against. Take unverified out.`,
    accepts: steps({ name: "acme/step", location, sha256 }),
  },
  {
    rule: "plugin-environment",
    refuses: metrics(signalfx),
    with: `${metric}.use: The plugin "argoproj-labs/rollouts-plugin-metric-signalfx" reads SIGNALFX_ACCESS_TOKEN in the controller's environment, which has none of that name. Set it in controller.extraEnv, out of a Secret.`,
    accepts: [
      { ...metrics(signalfx), extraEnv: [{ name: "SIGNALFX_ACCESS_TOKEN", value: "of a Secret" }] },
      { ...metrics(signalfx), extraEnvFrom: [{ secretRef: { name: "signalfx" } }] },
      metrics({ use: "honeycomb", location: file }),
    ],
  },
  {
    rule: "plugin-setting-ignored",
    when: "what belongs to a known plugin",
    refuses: steps({
      name: "acme/step",
      location,
      sha256,
      version: "1.0.0",
      architecture: "arm64",
      via: "download",
    }),
    with: ["version", "architecture", "via"].map(
      (key) =>
        `${step}.${key}: It says something of a plugin that is known here, and this one has a name of its own. Take it out, or write use instead of name.`,
    ),
    accepts: routers({ ...gatewayApi, architecture: "arm64", via: "download", sha256 }),
  },
  {
    rule: "plugin-setting-ignored",
    when: "an architecture that something else decides",
    refuses: routers(
      { ...gatewayApi, architecture: "arm64" },
      { use: "contour", location: file, architecture: "arm64" },
    ),
    with: [
      `${router}.architecture: The plugin comes out of an image, which each node takes for its own architecture. Take it out, or write via: download.`,
      "controller.plugins.trafficRouters[1].architecture: The location says which file it is. Take it out.",
    ],
    accepts: routers(gatewayApi, { use: "contour", location: file }),
  },
  {
    rule: "plugin-setting-ignored",
    when: "what only a download has",
    refuses: steps(
      { name: "acme/file", location: file, sha256, headersFrom },
      { name: "acme/image", image, sha256, unverified: { reason: "none" } },
    ),
    with: [
      `${step}.sha256: A file is copied without a look at it. Take it out.`,
      `${step}.headersFrom: A file is copied without a look at it. Take it out.`,
      "controller.plugins.steps[1].sha256: The plugin comes out of an image. Take it out. To say what an image has to be, set image.digest.",
      "controller.plugins.steps[1].unverified: The plugin comes out of an image. Take it out. To say what an image has to be, set image.digest.",
    ],
    accepts: steps({ name: "acme/step", location, sha256, headersFrom }),
  },
  {
    rule: "plugin-setting-ignored",
    when: "a rate for a plugin without the flags",
    refuses: routers(
      { use: "contour", location: file, clientQps: 10 },
      { use: "gatewayAPI", version: "0.4.0", clientBurst: 10 },
      { name: "acme/router", location: file, clientQps: 10 },
    ),
    with: [0, 1, 2].map(
      (index) =>
        `controller.plugins.trafficRouters[${String(index)}].client${index === 1 ? "Burst" : "Qps"}: The plugin, or its release, has no such flag that is known here. Take it out, or write the flag into args.`,
    ),
    accepts: [
      routers({ ...gatewayApi, clientQps: 10, clientBurst: 20 }),
      routers({ name: "argoproj-labs/gatewayAPI", location: file, clientQps: 10 }),
    ],
  },
  {
    rule: "plugin-setting-ignored",
    when: "a router that is disabled",
    refuses: routers({ name: "acme/router", location: file, disabled: true }),
    with: `${router}.disabled: The controller loads the plugin all the same: it can leave out steps alone. Take it out, or the whole plugin.`,
    accepts: steps({ name: "acme/step", location: file, disabled: true }),
  },
]);
