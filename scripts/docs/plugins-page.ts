import { pluginRegistry, type RegisteredPlugin } from "../../components/config";

/** `docs/plugins.md`: how the controller gets its plugins, and what is known of which. */
export function pluginsPage(): string {
  return `${[
    "# Plugins of the controller",
    "Made from the registry in `components/config/controller/plugin-registry.ts` by `npm run docs`. Every key stands in [config.md](config.md), every rule in [rules.md](rules.md#the-controller-by-itself).",
    "A plugin is a program that the controller starts beside itself, with its rights and its environment. It reads its list once, when it starts, and one plugin that it cannot load stops it: no Rollout of the cluster moves then. So whatever can be known is checked at preview (names, kinds, where a plugin comes from, digests, Secrets with headers); a change of the list starts new pods, since their template carries a checksum of the ConfigMap; and no old pod goes before a new one is ready. A plugin that turns out not to be there at run time leaves the old controller at work, and the `up` fails.",
    "## Ways in",
    "`use` names a plugin of the table below; `name` any other one, by the name under which it looks its settings up. Both may stand in one list.",
    yaml(example),
    "**Out of an image**: the way that a known plugin takes when it publishes one. An init container with the controller's own security context copies the file into a volume of the pod. The image is pulled for the architecture of the node, is kept on it, and comes through the registry (or mirror: `image.repository`) that everything else comes through; so it does without a download at each start, and with nodes of several architectures. Pin it with `image.digest`, the digest of the index. The image must not need root; its `cp` does the copying, and one without `cp` needs a `command`.",
    "**A download** happens anew whenever a pod starts, from one URL, for one architecture: with nodes of several, take an image, or choose nodes of one by a node selector. It needs `sha256`. Where nobody can say the digest, `unverified: { reason: ... }` waives it, over https alone. `headersFrom` names Secrets of the controller's namespace, each key of which becomes a header of the request; they have to be there before the controller starts, and a preview looks whether they are, if it may list their names. `plugin-header-secret: off` in `rules` is for those that come in between.",
    "**A file** (`file://`) that the controller's image or one of its volumes has. Nobody looks at what it is.",
    "`disabled: true` is for steps alone: the plugin is loaded all the same, and its steps are skipped.",
    "## Known plugins",
    "The name is what `trafficRouting.plugins`, a step or a metric has to say. The controller gets the rights that its own role does not have. Where a digest is published, it is known for that release; else `sha256` has to be said. For others give `name` and a location or an image.",
    table(),
    "With `use: gatewayAPI` since 0.5.0 the plugin gets `-kubeClientQPS=40 -kubeClientBurst=80`: with its own 5 requests a second the controller's workers wait for it. `clientQps` and `clientBurst` set other values. Mesh and gateway products that implement the Gateway API need no other plugin.",
    "## After a change",
    "The `up` waits until the new pods are ready. When it fails, it shows the last lines of the new pod's log, such as `failed to download file from https://...: response code Not Found`; the old pod goes on leading. Take the change back, or correct it, and run `up` again.",
  ].join("\n\n")}\n`;
}

const example = `progressive-delivery:controller:
  plugins:
    trafficRouters:
      - { use: gatewayAPI, version: 0.15.0 }
    metricProviders:
      - { use: signalfx, version: 0.2.0, architecture: arm64 }
    steps:
      - name: acme/smoke-test
        image: { repository: registry.example/smoke-test, tag: "1.4", file: /bin/smoke-test }
      - name: acme/ticket
        location: https://plugins.example/ticket-linux-amd64
        sha256: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
        headersFrom: [{ secretRef: { name: plugin-download } }]`;

function yaml(text: string): string {
  return `\`\`\`yaml\n${text}\n\`\`\``;
}

function table(): string {
  const head = ["use", "list", "name", "what for", "image", "download", "settings", "rights", "needs"];
  const rows = Object.entries(pluginRegistry).map(([use, plugin]) => [
    code(use),
    code(plugin.list),
    code(plugin.name),
    plugin.about,
    imageOf(plugin),
    downloadOf(plugin),
    plugin.settings.map(code).join(", "),
    plugin.rights
      .map(({ apiGroups, resources }) => code(`${resources.join(", ")} (${apiGroups.join(", ")})`))
      .join(", "),
    plugin.needs ?? "",
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function imageOf({ image }: RegisteredPlugin): string {
  if (image === undefined) return "";
  const { repository, since, file } = image;
  return repository === undefined
    ? `one of your own, with ${code(file)}`
    : `${code(repository)}, since ${since}`;
}

function downloadOf({ file, sha256 = {} }: RegisteredPlugin): string {
  if (file === undefined) return "";
  const digests = Object.keys(sha256).map((version) => `; digest known for ${version}`);
  return `${file.architectures.join(", ")}${file.since === "0.0.0" ? "" : `, since ${file.since}`}${digests.join("")}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
