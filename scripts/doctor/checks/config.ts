import { listAt, mapAt, nameOf, textAt } from "../../../components/config";
import type { Check } from "../cause";
import { kubectl, kubectlGlobal, pulumiUp } from "../commands";
import { type Facts, named, runningOf, specOf } from "../facts";

export const namespaceAbsent: Check = {
  id: "namespace-absent",
  subject: "config",
  *look(facts) {
    if (facts.hasNamespace) return;
    yield {
      object: `Namespace ${facts.namespace}`,
      field: "metadata.name",
      seen: "The cluster has no such namespace.",
      why: "Nothing of the service can be there: the stack was never brought up, or this is another cluster.",
      next: [...(facts.wanted ? [pulumiUp(facts)] : []), kubectlGlobal(facts, "get namespaces")],
    };
  },
};

export const rolloutsUnknown: Check = {
  id: "rollouts-unknown",
  subject: "config",
  *look(facts) {
    if (facts.knowsRollouts || facts.wanted?.kind === "Deployment" || facts.deployment) return;
    yield {
      object: "CustomResourceDefinition rollouts.argoproj.io",
      field: "metadata.name",
      seen: "The cluster does not know Rollouts.",
      why: "Argo Rollouts is not installed, so no service can be a Rollout.",
      next: [pulumiUp(facts), kubectlGlobal(facts, "get crd rollouts.argoproj.io")],
    };
  },
};

export const serviceAbsent: Check = {
  id: "service-absent",
  subject: "config",
  *look(facts) {
    if (!facts.hasNamespace || runningOf(facts) !== undefined) return;
    const { service, namespace, wanted } = facts;
    yield {
      object: `${wanted?.kind ?? "Rollout"} ${service}`,
      field: "metadata.name",
      seen: `The namespace ${namespace} has neither a Rollout nor a Deployment of that name.`,
      why: wanted
        ? `${wanted.environment} has the service as a ${wanted.kind}, and no \`up\` has made it yet.`
        : "The name or the namespace is another one, or the service was never brought up.",
      next: [...(wanted ? [pulumiUp(facts)] : []), kubectl(facts, `get ${kindsIn(facts)}`)],
    };
  },
};

function kindsIn({ knowsRollouts }: Facts): string {
  return knowsRollouts ? "rollouts,deployments" : "deployments";
}

export const handoverUnfinished: Check = {
  id: "handover-unfinished",
  subject: "config",
  *look(facts) {
    const { rollout, deployment, wanted } = facts;
    if (rollout === undefined || deployment === undefined) return;
    const reference = mapAt(rollout, "spec", "workloadRef");
    if (reference["name"] === nameOf(deployment) && reference["kind"] === "Deployment") return;
    yield {
      object: `${named(rollout, "Rollout")} and ${named(deployment, "Deployment")}`,
      field: "metadata.name",
      seen: "The service runs as a Rollout and as a Deployment at once.",
      why: "A switch of kind was not finished: the old workload goes last, when the new one is ready. Until then there are pods of both.",
      next: [
        pulumiUp(facts),
        kubectl(
          facts,
          `get rollout,deployment ${wanted === undefined ? "" : `-l app.kubernetes.io/name=${facts.service}`}`.trim(),
        ),
      ],
    };
  },
};

export const kindDiffers: Check = {
  id: "kind-differs",
  subject: "config",
  *look(facts) {
    const { wanted, rollout, deployment } = facts;
    const running = runningOf(facts);
    if (wanted === undefined || running === undefined || (rollout && deployment)) return;
    if (wanted.kind === running.kind) return;
    yield {
      object: named(running.object, running.kind),
      field: "kind",
      seen: `${wanted.environment} says ${wanted.kind}, and a ${running.kind} runs.`,
      why: "The switch of kind was not brought up: steps, analysis and routes of the config have no effect yet.",
      next: [pulumiUp(facts)],
    };
  },
};

export const imageDiffers: Check = {
  id: "image-differs",
  subject: "config",
  *look(facts) {
    const { wanted, service } = facts;
    const running = runningOf(facts);
    if (wanted?.image === undefined || running === undefined) return;
    const containers = listAt(mapAt(specOf(running.object), "template", "spec"), "containers");
    const index = containers.findIndex(({ name }) => name === service);
    const live = containers[index];
    if (live === undefined || live["image"] === wanted.image) return;
    yield {
      object: named(running.object, running.kind),
      field: `spec.template.spec.containers[${String(index)}].image`,
      seen: `${wanted.environment} says ${wanted.image}, and the live ${running.kind} has ${textAt(live, "image")}.`,
      why: "No release of the config's version has begun: an `up` is pending, or somebody changed the image by hand.",
      next: [pulumiUp(facts)],
    };
  },
};
