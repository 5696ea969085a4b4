import type * as k8s from "@pulumi/kubernetes";
import type { Subject } from "../../manifests";
import { podConfig } from "../config";
import { renderContainer } from "../pod/container";
import { imageReference } from "../pod/image";
import { containerSecurityContext, podSecurityContext } from "../pod/security-context";
import { tmpOf } from "../pod/tmp";
import { serviceAccountName } from "../service-account";

/** Not the service's labels: its Service, budget and policy would take the Job's pod for one of their own. */
const labelsOf = ({ name }: Subject) => ({
  "app.kubernetes.io/component": "pre-deploy",
  "app.kubernetes.io/part-of": name,
  "app.kubernetes.io/managed-by": "pulumi",
});

/** With the rights, and the limits of them, that the service's own pods have. */
export function preDeployPod(subject: Subject, arePodsElsewhere: boolean) {
  const { name, service } = subject;
  const { preDeploy, security, imagePullSecrets } = service;
  const account =
    preDeploy.serviceAccountName ?? (arePodsElsewhere ? undefined : serviceAccountName(subject));
  const { volumes, volumeMounts } = tmpOf("tmp", security, []);
  return {
    metadata: { labels: labelsOf(subject) },
    spec: {
      restartPolicy: "Never",
      ...(account !== undefined && { serviceAccountName: account }),
      automountServiceAccountToken: service.serviceAccount.automountToken,
      ...(imagePullSecrets.length > 0 && {
        imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })),
      }),
      securityContext: podSecurityContext(security),
      containers: [
        {
          name,
          image: imageOf(subject),
          ...renderContainer({ ...preDeploy, ...environment(subject) }),
          securityContext: containerSecurityContext(security),
          ...(volumeMounts.length > 0 && { volumeMounts }),
        },
      ],
      ...(volumes.length > 0 && { volumes }),
    },
  } satisfies k8s.types.input.core.v1.PodTemplateSpec;
}

function imageOf({ name, service: { image, preDeploy } }: Subject) {
  const chosen = preDeploy.image ?? (image && imageReference(image));
  if (chosen === undefined) throw new Error(`${name} has no image for its Job, which a rule refuses.`);
  return chosen;
}

function environment(subject: Subject) {
  const { env, envFrom, preDeploy } = subject.service;
  if (!preDeploy.inheritEnv) return { env: preDeploy.env, envFrom: [] };
  const own = new Set(preDeploy.env.map(({ name }) => name));
  return {
    env: [...env.filter(({ name }) => !own.has(name)), ...preDeploy.env],
    envFrom: [...podConfig(subject).envFrom, ...envFrom],
  };
}
