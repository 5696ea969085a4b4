import type * as k8s from "@pulumi/kubernetes";
import type { Subject } from "../../manifests";
import { imageReference } from "../pod-template";
import { serviceAccountName } from "../service-account";

/** Not the service's labels: its Service, budget and policy would take the Job's pod for one of their own. */
const labelsOf = ({ name }: Subject) => ({
  "app.kubernetes.io/component": "pre-deploy",
  "app.kubernetes.io/part-of": name,
  "app.kubernetes.io/managed-by": "pulumi",
});

/** As the restricted Pod Security Standard wants it. */
export function preDeployPod(subject: Subject, arePodsElsewhere: boolean) {
  const { command, args, resources, ...preDeploy } = subject.service.preDeploy;
  const account =
    preDeploy.serviceAccountName ?? (arePodsElsewhere ? undefined : serviceAccountName(subject));
  const env = environment(subject);
  return {
    metadata: { labels: labelsOf(subject) },
    spec: {
      restartPolicy: "Never",
      ...(account !== undefined && { serviceAccountName: account }),
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: subject.name,
          image: imageOf(subject),
          ...(command && { command }),
          ...(args && { args }),
          ...(env.length > 0 && { env }),
          ...(resources && { resources: asText(resources) }),
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  } satisfies k8s.types.input.core.v1.PodTemplateSpec;
}

function imageOf({ name, service: { image, preDeploy } }: Subject) {
  const chosen = preDeploy.image ?? (image && imageReference(image));
  if (chosen === undefined) throw new Error(`${name} has no image for its Job, which a rule refuses.`);
  return chosen;
}

function environment({ service: { env, preDeploy } }: Subject) {
  const own = new Set(preDeploy.env.map(({ name }) => name));
  const inherited = preDeploy.inheritEnv ? env.filter(({ name }) => !own.has(name)) : [];
  return [...inherited, ...preDeploy.env];
}

type Resources = NonNullable<Subject["service"]["preDeploy"]["resources"]>;

/** YAML reads `cpu: 1` as a number; the API server answers with text, which would look like drift. */
function asText(resources: Resources): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(resources).map(([list, quantities]) => [
      list,
      Object.fromEntries(
        Object.entries(quantities ?? {}).map(([name, quantity]) => [name, String(quantity)]),
      ),
    ]),
  );
}
