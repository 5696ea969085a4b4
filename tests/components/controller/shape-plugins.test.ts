import assert from "node:assert/strict";
import * as fc from "fast-check";
import { load } from "js-yaml";
import { controller, type ControllerInput } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { copiedPlugins, labelsOf } from "../../../components/controller/plugin-images";
import { installManifest } from "../../support/install-manifest";

const image = { repository: "registry.example/step", tag: "1.0", file: "/bin/step" };
const secured = installManifest.replace(
  "          imagePullPolicy: Always",
  `          imagePullPolicy: Always
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
          volumeMounts: [{ name: tmp, mountPath: /tmp }]`,
);

function planned(plugins: ControllerInput["plugins"], manifest = secured) {
  const plan = planInstall(manifest, controller.parse({ plugins }));
  const pod: unknown = Object(plan.deployments[0]?.["spec"]).template.spec;
  const config = plan.support.find(({ kind }) => kind === "ConfigMap");
  const { initContainers, volumes, containers } = Object(pod);
  return { initContainers, volumes, container: containers[0], data: Object(config?.["data"]) };
}

describe("a plugin out of an image", () => {
  it("is copied by an init container with the controller's own rights, to where the controller is told to look", () => {
    const { initContainers, volumes, container, data } = planned({ steps: [{ name: "acme/step_1", image }] });
    assert.deepEqual(initContainers, [
      {
        name: "plugin-acme-step-1",
        image: "registry.example/step:1.0",
        command: ["cp", "/bin/step", "/plugins-of-images/acme-step-1"],
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [{ name: "plugins-of-images", mountPath: "/plugins-of-images" }],
      },
    ]);
    assert.deepEqual(volumes, [{ name: "plugins-of-images", emptyDir: {} }]);
    assert.deepEqual(container.volumeMounts, [
      { name: "tmp", mountPath: "/tmp" },
      { name: "plugins-of-images", mountPath: "/plugins-of-images", readOnly: true },
    ]);
    assert.deepEqual(load(data.stepPlugins), [
      { name: "acme/step_1", location: "file:///plugins-of-images/acme-step-1" },
    ]);
  });

  it("is how a known plugin comes that publishes one", () => {
    const { initContainers, data } = planned({ trafficRouters: [{ use: "gatewayAPI", version: "0.15.0" }] });
    assert.equal(
      initContainers[0].image,
      "ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.15.0",
    );
    assert.deepEqual(load(data.trafficRouterPlugins), [
      {
        name: "argoproj-labs/gatewayAPI",
        location: "file:///plugins-of-images/argoproj-labs-gatewayapi",
        args: ["-kubeClientQPS=40", "-kubeClientBurst=80"],
      },
    ]);
  });

  it("may be copied by a command of its image, by another user, with other resources, after another pull", () => {
    const { initContainers } = planned({
      steps: [
        {
          name: "acme/step",
          image: {
            ...image,
            command: ["/bin/step", "--install={target}", "{file}"],
            runAsUser: 65532,
            pullPolicy: "Always",
            resources: { limits: { memory: "1Gi" } },
          },
        },
      ],
    });
    const { command, securityContext, imagePullPolicy, resources } = initContainers[0];
    assert.deepEqual(command, ["/bin/step", "--install=/plugins-of-images/acme-step", "/bin/step"]);
    assert.equal(securityContext.runAsUser, 65532);
    assert.equal(imagePullPolicy, "Always");
    assert.deepEqual(resources, { limits: { memory: "1Gi" } });
  });

  it("leaves the pods as they are where no plugin has one", () => {
    const { initContainers, volumes } = planned({ steps: [{ name: "acme/step", location: "file:///x" }] });
    assert.deepEqual([initContainers, volumes], [undefined, undefined]);
  });

  it("keeps the init containers and volumes that the manifest has", () => {
    const manifest = secured.replace(
      "      containers:",
      "      initContainers: [{ name: own }]\n      volumes: [{ name: tmp, emptyDir: {} }]\n      containers:",
    );
    const { initContainers, volumes } = planned({ steps: [{ name: "acme/step", image }] }, manifest);
    assert.deepEqual(
      [initContainers, volumes].map((list: { name: string }[]) => list.map(({ name }) => name)),
      [
        ["own", "plugin-acme-step"],
        ["tmp", "plugins-of-images"],
      ],
    );
  });
});

describe("the names of init containers", () => {
  it("differ where those of the plugins differ in what a name of Kubernetes cannot have", () => {
    const steps = ["acme/a.b", "acme/a_b", "acme/A-b", "acme/c"].map((name) => ({ name, image }));
    const names = copiedPlugins(controller.parse({ plugins: { steps } })).map(({ container }) => container);
    assert.equal(new Set(names).size, 4);
    assert.equal(names[3], "plugin-acme-c");
  });

  it("are DNS labels and none twice, whatever the plugins are called", () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9-]{1,50}\/[a-zA-Z0-9_.-]{1,50}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
        const labels = labelsOf(names).map((label) => `plugin-${label}`);
        for (const label of labels) assert.match(label, /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        assert.equal(new Set(labels).size, names.length);
      }),
    );
  });
});
